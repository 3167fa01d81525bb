import { isString } from '../json.ts'
import { any, no, outcome, yes } from '../truth.ts'
import { texts, type TypedConditionKind } from './kind.ts'

/** The id of the subject, or any string that it stands for. */
export const equalsSubjectCondition: TypedConditionKind = {
  takes: texts,
  options: {},
  reads: [
    'subject.id',
    'subject.properties.groups',
    'subject.properties.profile',
    'subject.properties.roles',
  ],
  test({ value }, _options, { request, subject: { names, open } }) {
    if (!isString(value)) return 'unknown'
    if (value === request.subject.id) return yes
    return any([
      ...names
        .filter(({ text }) => text === value)
        .map(({ isCertain, path }) => (isCertain ? yes : outcome('unknown', path))),
      ...open.map(({ prefix, path }) => (value.startsWith(prefix) ? outcome('unknown', path) : no)),
    ])
  },
}
