import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { flat } from './guards.mjs'
import { inTurns } from './measure.mjs'
import { policies, requests, roles } from './myrmex.mjs'
import { collectionOf } from './peers.mjs'
import { handWritten } from './ten.mjs'

/**
 * Cedar, in a process of its own, for its WebAssembly has been seen to take the whole process with it. Prints its decisions
 * and its time. It has no priorities, so that the policies are those without exceptions.
 */
const cedar = createRequire(import.meta.url)('@cedar-policy/cedar-wasm/nodejs')
const [count, asked] = process.argv.slice(2).map(Number)
const list = policies(count, { isWithoutExceptions: true })
const text = [...roles.map(permitOf), ...list.map(forbidOf)].join('\n')
const started = performance.now()
const parsed = cedar.preparsePolicySet('bench', { staticPolicies: text })
if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed).slice(0, 2000))
const parseMilliseconds = performance.now() - started

const calls = requests(asked, { policyCount: count }).map((request) => callOf(flat(request, collectionOf)))
const ask = (call) => cedar.statefulIsAuthorized(call)
const answers = calls.map((call) => {
  const answer = ask(call)
  if (answer.type !== 'success') throw new Error(JSON.stringify(answer))
  return answer.response
})
const plain = requests(asked, { policyCount: 10 })
const [hand, own] = inTurns(
  [
    { requests: plain, ask: handWritten },
    { requests: calls, ask },
  ],
  { rounds: 7 },
)
console.log(
  JSON.stringify({
    decisions: answers.map(({ decision }) => decision === 'allow'),
    // Cedar skips a policy that can't be evaluated.
    skipped: answers.filter(({ diagnostics }) => diagnostics.errors.length > 0).length,
    nanoseconds: own.nanoseconds,
    ratio: own.ratio,
    hand: hand.nanoseconds,
    parseMilliseconds,
  }),
)

function permitOf({ name, permissions }) {
  const when = permissions.includes('*')
    ? 'true'
    : `${JSON.stringify(permissions)}.contains(context.permission)`
  return `permit (principal in Role::"${name}", action, resource) when { ${when} };`
}

function forbidOf({ target, statements: [{ when, unless }] }) {
  const meant = targetOf(target)
  if (when !== undefined) return `forbid (principal, action, resource) when { ${[...meant, ...when.map(conditionOf)].join(' && ')} };`
  return `forbid (principal, action, resource) when { ${[...meant, 'true'].join(' && ')} } unless { ${unless.map(conditionOf).join(' && ')} };`
} // prettier-ignore

function targetOf({ permissions, roles: named, devices, integrations }) {
  const any = (list, write) => `(${list.map(write).join(' || ')})`
  const asset = (type, { names, os, bases }) => [
    `context.type == "${type}"`,
    ...(names ? [any(names, (name) => `context.name like "${name.replaceAll('.*', '*')}"`)] : []),
    ...(os ? [any(os, (word) => `context.os == "${word}"`)] : []),
    ...(bases ? [any(bases, (word) => `context.base == "${word}"`)] : []),
  ]
  return [
    ...(permissions ? [any(permissions, (one) => `context.permission == "${one}"`)] : []),
    ...(named ? [any(named, (role) => `principal in Role::"${role}"`)] : []),
    ...(devices ? asset('device', devices) : []),
    ...(integrations ? asset('integration', integrations) : []),
  ]
}

function conditionOf({ attribute, operator, value }) {
  switch (attribute) {
    case 'source_ip':
      return `(${[value].flat().map((range) => `ip(context.source_ip).isInRange(ip("${range}"))`).join(' || ')})`
    case 'time_of_day': {
      const [start, end] = value.map((clock) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5)))
      return `(context.minutes >= ${start} ${start < end ? '&&' : '||'} context.minutes < ${end})`
    }
    case 'day_of_week':
      return `${JSON.stringify(value)}.contains(context.weekday)`
    case 'mfa_status':
      return `context.mfa_status == ${value}`
    case 'device_type':
      return `${JSON.stringify(value)}.contains(context.device_type)`
    default: {
      const pattern = value.startsWith('^') ? `${value.slice(1)}*` : `*${value}*`
      return `${operator === 'matches' ? '' : '!'}(context.user_agent like "${pattern}")`
    }
  }
} // prettier-ignore

function callOf({ roles: held, action, permission, type, name = '', os = '', base = '', source_ip, minutes, weekday, mfa_status, device_type, user_agent }) {
  const user = { type: 'User', id: 'u' }
  return {
    principal: user,
    action: { type: 'Action', id: action },
    resource: { type: 'Thing', id: 'r' },
    context: { permission, type, name, os, base, source_ip, minutes, weekday, mfa_status, device_type, user_agent },
    preparsedPolicySetId: 'bench',
    entities: [
      { uid: user, attrs: {}, parents: held.map((id) => ({ type: 'Role', id })) },
      ...held.map((id) => ({ uid: { type: 'Role', id }, attrs: {}, parents: [] })),
    ],
  }
} // prettier-ignore
