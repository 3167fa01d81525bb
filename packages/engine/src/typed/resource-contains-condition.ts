import { isObject, isString, own } from '../json.ts'
import { asTruth } from '../truth.ts'
import type { TypedConditionKind } from './kind.ts'

/** The value is `{ value, delimiter? }`: whether the resource has it, between delimiters when one is given. */
export const resourceContainsCondition: TypedConditionKind = {
  takes: [],
  options: {},
  reads: ['resource.id'],
  test({ value: seen }, _options, { request }) {
    if (!isObject(seen)) return 'unknown'
    const [value, delimiter] = [own(seen, 'value'), own(seen, 'delimiter') ?? '']
    if (!isString(value) || !isString(delimiter)) return 'unknown'
    const { type, id } = request.resource
    const within = (text: string) => delimiter + text + delimiter
    return asTruth(value !== '' && within(id === '' ? type : `${type}:${id}`).includes(within(value)))
  },
}
