import type { AccessRequest, Policy } from '../model.ts'
import { readPath } from '../attribute-path.ts'
import { textOf } from '../json.ts'
import type { Change } from './change.ts'
import { nameOf, ruleOf } from './for-administrator.ts'
import { methodsInWords, type Telling } from './for-subject.ts'
import { appointment, clauseInWords, shown, valueInWords } from './shown.ts'

/** “through the company’s tunnel”: what a change is, as it stands in a sentence. */
export function changeInWords(
  change: Change,
  request: AccessRequest,
  policies: ReadonlyMap<string, Policy>,
  { words, zone }: Telling,
): string {
  const { changes } = words
  switch (change.kind) {
    case 'factor':
      return changes.factor(methodsInWords(change.methods, words))
    case 'tunnel':
      return changes.tunnel
    case 'time':
      return changes.time(appointment(change.time, textOf(readPath(request, 'context.time')), zone, words))
    case 'membership':
      return changes.membership(change.of, shown(change.name), change.held)
    case 'place':
      return changes.place(
        words.and(change.ancestors.slice(0, 5).map(({ type, id }) => shown(`${type}:${id}`))),
      )
    case 'policy':
      return changes.policy(nameOf(change.policy, policies), change.to)
    case 'exception': {
      const policy = policies.get(change.policy)
      const statement = policy?.statements?.find(({ id }) => id === change.statement)
      return changes.exception(
        policy === undefined || statement === undefined
          ? { label: change.statement, policy: change.policy }
          : ruleOf({ policy, statement }),
      )
    }
    case 'attribute': {
      const { path, value, ancestor, meets } = change
      const name = ancestor === undefined ? shown(path) : words.ancestor(shown(path), ancestor + 1)
      const clause = meets === undefined ? undefined : clauseInWords(meets, words)
      return changes.attribute(name, value === undefined ? undefined : valueInWords(value), clause)
    }
  }
}
