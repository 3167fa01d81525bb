import { canonicalPath } from './attribute-path.ts'
import { isObject, own } from './json.ts'
import type { Condition, Policy, Statement } from './model.ts'
import { typedPathsRead } from './typed/evaluate.ts'

/** Every attribute that a statement's conditions read, in full form, derived ones under their own names. */
export function pathsRead({ when = [], unless = [] }: Pick<Statement, 'when' | 'unless'>): string[] {
  return [...new Set([...when, ...unless].flatMap(pathsOf))].sort()
}

function pathsOf(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(pathsOf)
  if ('any' in condition) return condition.any.flatMap(pathsOf)
  if ('not' in condition) return pathsOf(condition.not)
  if ('type' in condition) return typedPathsRead(condition)
  const reference = referenceOf(condition.value)
  return [canonicalPath(condition.attribute), ...(reference === undefined ? [] : [canonicalPath(reference)])]
}

/** The path in `{ attribute: path }`. */
export function referenceOf(value: unknown): string | undefined {
  const path = isObject(value) ? own(value, 'attribute') : undefined
  return typeof path === 'string' ? path : undefined
}

/** Whether a field of the target or of the statement's own narrowing is there. */
export function names(
  policy: Policy,
  statement: Statement,
  field: 'subjects' | 'actions' | 'resources' | 'permissions' | 'roles' | 'devices' | 'integrations',
): boolean {
  if (policy.target?.[field] !== undefined) return true
  return (
    (field === 'subjects' || field === 'actions' || field === 'resources') && statement[field] !== undefined
  )
}

/** The sentences people read: the labels of what is enforced, else the documentation. */
export function rulesOf(policy: Policy): readonly string[] {
  return policy.statements === undefined ? (policy.rules ?? []) : policy.statements.map(({ label }) => label)
}
