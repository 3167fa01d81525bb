import type { AccessRequest, Condition, JsonObject, Settings, TypedCondition } from '../src/model.ts'
import { evaluate } from '../src/reference/conditions.ts'
import { questionOf } from '../src/reference/question.ts'
import { readRequest } from '../src/request.ts'
import { validatePolicy } from '../src/validate/index.ts'
import { policy } from './asking.ts'

export interface Circumstances {
  readonly subject?: JsonObject
  readonly action?: string
  readonly resource?: { readonly type?: string; readonly id?: string; readonly properties?: JsonObject }
  readonly context?: JsonObject
}

export function requestIn({ subject, action = 'open', resource, context }: Circumstances): AccessRequest {
  return {
    subject: { type: 'user', id: 'ann', ...(subject && { properties: subject }) },
    action: { name: action },
    resource: { type: 'file', id: '1', ...resource },
    ...(context && { context }),
  }
}

/** What a condition comes to, and what it did not know. */
export function judge(condition: Condition, circumstances: Circumstances, settings: Settings = {}) {
  return judgeRequest(condition, requestIn(circumstances), settings)
}

export function judgeRequest(condition: Condition, json: AccessRequest, settings: Settings = {}) {
  const request = readRequest(json)
  if (request === undefined) throw new Error('a request that is none')
  const { truth, unknown } = evaluate(condition, questionOf(request, settings))
  return { truth, unknown: [...new Set(unknown)].sort() }
}

/** The faults of a condition when a policy with it is saved: paths below the condition. */
export function faultsOf(condition: unknown): { path: string; message: string }[] {
  const place = 'statements[0].when[0]'
  const json = policy({ statements: [{ when: [condition as TypedCondition], resources: ['file:<.*>'] }] })
  const result = validatePolicy(json)
  return result.ok
    ? []
    : result.errors.map(({ path, message }) => ({ path: path.replace(`${place}.`, ''), message }))
}
