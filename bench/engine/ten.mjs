import { roles } from './myrmex.mjs'

/** Ten policies as an administrator would write them: those of Myrmex's documentation, and five more. */
export const tenPolicies = [
  deny('soc-business-hours', 10, 'Analysts work in business hours', { target: { roles: ['Analyst'] }, unless: [between('05:00', '23:00'), weekdays()] }),
  deny('production-mfa', 20, 'Production needs a second factor', { target: { devices: { names: ['prod-.*'] } }, unless: [mfa()] }),
  deny('vpn-only-firewall', 15, 'Firewalls are changed from the VPN', { target: { permissions: ['integrations.update', 'integrations.execute'], integrations: { bases: ['Fortigate', 'Palo Alto'] } }, unless: [from('10.0.0.0/8')] }),
  deny('viewer-weekdays', 5, 'Viewers come on weekdays', { target: { roles: ['Viewer'] }, unless: [weekdays()] }),
  deny('corporate-delete', 30, 'Nothing is deleted from outside', { target: { permissions: ['devices.delete', 'integrations.delete', 'cases.delete'] }, unless: [from('10.0.0.0/8'), mfa()] }),
  deny('no-bots', 90, 'No bots on devices', { target: { devices: {} }, when: [{ attribute: 'device_type', operator: 'in', value: ['bot'] }] }),
  deny('contractor-hours', 12, 'Contractors work by day', { target: { roles: ['Contractor', 'Intern'] }, unless: [between('06:00', '22:00')] }),
  deny('scada-desktop', 40, 'Controls are used from desktops', { target: { devices: { names: ['scada-.*'] } }, unless: [{ attribute: 'device_type', operator: 'in', value: ['desktop'] }] }),
  { ...deny('night-shift', 60, 'The night shift is exempt', { target: { roles: ['Night Shift'], permissions: ['devices.read', 'devices.execute'] }, when: [mfa()] }), effect: 'allow' },
  deny('no-scripts', 50, 'No scripts on playbooks', { target: { permissions: ['playbooks.execute'] }, unless: [{ attribute: 'user_agent', operator: 'matches', value: '^Mozilla' }] }),
].map(({ effect, statements, ...rest }) => ({ ...rest, statements: statements.map((one) => ({ ...one, effect })) })) // prettier-ignore

function deny(id, priority, label, { target, ...conditions }) {
  return { id, name: label, type: 'access', priority, target, effect: 'deny', statements: [{ id: 's', label, ...conditions }] }
} // prettier-ignore

function between(start, end) {
  return { attribute: 'time_of_day', operator: 'between', value: [start, end] }
}

function weekdays() {
  return { attribute: 'day_of_week', operator: 'in', value: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] }
} // prettier-ignore

function mfa() {
  return { attribute: 'mfa_status', operator: 'equals', value: true }
}

function from(range) {
  return { attribute: 'source_ip', operator: 'in', value: range }
}

const answers = Object.fromEntries(
  [...tenPolicies.map(({ id }) => id), 'role', 'none'].map((by) => [by, Object.freeze({ decision: by === 'role' || by === 'night-shift', by })]),
) // prettier-ignore
const granted = new Map(roles.map(({ name, permissions }) => [name, new Set(permissions)]))
const permissionNames = {}
for (const [type, collection] of Object.entries({ device: 'devices', integration: 'integrations', member: 'members', site: 'sites', case: 'cases', playbook: 'playbooks', report: 'reports', chat: 'chats', artifact: 'artifacts', group: 'groups' }))
  permissionNames[type] = { read: `${collection}.read`, update: `${collection}.update`, execute: `${collection}.execute`, delete: `${collection}.delete` } // prettier-ignore

/** What a programmer would write by hand for these ten, for requests that are known to be complete and well formed. */
export function handWritten(request) {
  const { subject, action, resource, context } = request
  const held = subject.properties.roles
  const permission = permissionNames[resource.type][action.name]
  let isGranted = false
  for (const role of held) {
    const set = granted.get(role)
    if (set !== undefined && (set.has(permission) || set.has('*'))) isGranted = true
  }
  if (!isGranted) return answers.none
  const { type, properties } = resource
  if (type === 'device' && context.device_type === 'bot') return answers['no-bots']
  if (
    context.mfa_status === true &&
    (permission === 'devices.read' || permission === 'devices.execute') &&
    held.includes('Night Shift')
  )
    return answers['night-shift']
  if (permission === 'playbooks.execute' && !context.user_agent.startsWith('Mozilla'))
    return answers['no-scripts']
  if (type === 'device' && properties.name.startsWith('scada-') && context.device_type !== 'desktop')
    return answers['scada-desktop']
  if (
    (permission === 'devices.delete' ||
      permission === 'integrations.delete' ||
      permission === 'cases.delete') &&
    !(context.mfa_status === true && context.source_ip.startsWith('10.'))
  )
    return answers['corporate-delete']
  if (type === 'device' && context.mfa_status !== true && properties.name.startsWith('prod-'))
    return answers['production-mfa']
  if (
    (permission === 'integrations.update' || permission === 'integrations.execute') &&
    (properties.base === 'Fortigate' || properties.base === 'Palo Alto') &&
    !context.source_ip.startsWith('10.')
  )
    return answers['vpn-only-firewall']
  if (held.includes('Contractor') || held.includes('Intern')) {
    const minutes = minutesOf(context.time)
    if (minutes < 360 || minutes >= 1320) return answers['contractor-hours']
  }
  if (held.includes('Analyst')) {
    const minutes = minutesOf(context.time)
    if (minutes < 300 || minutes >= 1380 || isWeekend(context.time)) return answers['soc-business-hours']
  }
  if (held.includes('Viewer') && isWeekend(context.time)) return answers['viewer-weekdays']
  return answers.role
}

function minutesOf(time) {
  return ((time.charCodeAt(11) - 48) * 10 + time.charCodeAt(12) - 48) * 60 + (time.charCodeAt(14) - 48) * 10 + time.charCodeAt(15) - 48
} // prettier-ignore

/** By Sakamoto's rule: much faster than a Date. */
function isWeekend(time) {
  const year = Number(time.slice(0, 4))
  const month = (time.charCodeAt(5) - 48) * 10 + time.charCodeAt(6) - 48
  const day = (time.charCodeAt(8) - 48) * 10 + time.charCodeAt(9) - 48
  const shifted = month < 3 ? year - 1 : year
  const weekday = (shifted + (shifted >> 2) - Math.trunc(shifted / 100) + Math.trunc(shifted / 400) + monthShifts[month - 1] + day) % 7
  return weekday === 0 || weekday === 6
} // prettier-ignore
const monthShifts = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
