import { chance } from './chance.mjs'

/**
 * A workload of Myrmex's model: RBAC with 40 permissions and 23 roles, then prioritised policies that mostly deny unless
 * their requirements are met, with targets (permissions, roles, device names and systems, integration names and vendors)
 * and six kinds of condition. Most policies of a large set are about a few assets each; some are about everybody.
 */
export const actions = ['read', 'update', 'execute', 'delete']
export const collections = ['devices', 'integrations', 'members', 'sites', 'cases', 'playbooks', 'reports', 'chats', 'artifacts', 'groups'] // prettier-ignore
export const typeOf = { devices: 'device', integrations: 'integration' }
for (const collection of collections.slice(2)) typeOf[collection] = collection.slice(0, -1)
const permissions = collections.flatMap((collection) => actions.map((action) => `${collection}.${action}`))
export const roleNames = [
  'Super Admin', 'Admin', 'Billing', 'Analyst', 'Viewer', 'Operator', 'Auditor', 'Responder', 'Hunter', 'Engineer', 'Architect', 'Manager',
  'Contractor', 'Intern', 'Trainer', 'Support', 'Field', 'Night Shift', 'Partner', 'Customer', 'Service', 'Forensics', 'Compliance',
] // prettier-ignore

export const roles = roleNames.map((name, index) => {
  const dice = chance(index + 1)
  if (index < 2) return { name, permissions: ['*'] }
  return { name, permissions: permissions.filter(() => dice.is(0.55)) }
})

export const settings = {
  resourceTypes: Object.fromEntries(
    collections.slice(2).map((collection) => [typeOf[collection], { collection, baseline: 'rbac' }]),
  ),
  roles,
}

const systems = ['Windows', 'Ubuntu', 'Darwin', 'Amazon Linux']
const vendors = ['Fortigate', 'AWS', 'Palo Alto', 'Azure', 'Okta']
const kinds = ['srv-db', 'srv-web', 'ws', 'lap', 'prod-db', 'prod-api', 'kiosk', 'scada']
const services = ['aws', 'fw-edge', 'okta', 'azure-prod', 'siem']
const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const agents = ['Mozilla/5.0 (Windows NT 10.0) Firefox/140', 'Mozilla/5.0 (Macintosh) Safari/19', 'curl/8.5', 'Mozilla/5.0 (X11; Linux) Chrome/150'] // prettier-ignore

/** Networks of an enterprise: nearly every request comes from the first. */
const ranges = (dice) => (dice.is(0.75) ? '10.0.0.0/8' : `10.${dice.below(4)}.0.0/16`)

/** A requirement that most requests meet. */
function requirement(dice) {
  switch (dice.below(6)) {
    case 0:
      return { attribute: 'source_ip', operator: 'in', value: dice.is(0.8) ? ranges(dice) : [ranges(dice), '192.168.0.0/16'] }
    case 1:
      return { attribute: 'time_of_day', operator: 'between', value: [dice.pick(['00:30', '06:00', '05:00']), dice.pick(['22:00', '23:30', '24:00'])] }
    case 2:
      return { attribute: 'day_of_week', operator: 'in', value: dice.is(0.8) ? days.slice(0, 6) : days.slice(0, 5) }
    case 3:
      return { attribute: 'mfa_status', operator: 'equals', value: true }
    case 4:
      return { attribute: 'device_type', operator: 'in', value: ['desktop', 'mobile'] }
    default:
      return { attribute: 'user_agent', operator: dice.is(0.7) ? 'not_matches' : 'matches', value: '' }
  }
} // prettier-ignore

function requirements(dice, count) {
  const list = Array.from({ length: count }, () => requirement(dice))
  return list.map((one) =>
    one.attribute === 'user_agent' ? { ...one, value: one.operator === 'matches' ? 'Mozilla' : dice.pick(['curl', 'bot', 'Trident']) } : one,
  )
} // prettier-ignore

/** What hardly any request has. */
function offence(dice) {
  switch (dice.below(4)) {
    case 0:
      return {
        attribute: 'source_ip',
        operator: 'in',
        value: `10.${dice.below(256)}.${dice.below(256)}.0/24`,
      }
    case 1:
      return { attribute: 'user_agent', operator: 'matches', value: dice.pick(['^curl', 'bot', 'Trident']) }
    case 2:
      return { attribute: 'device_type', operator: 'in', value: ['bot'] }
    default:
      return { attribute: 'time_of_day', operator: 'between', value: ['23:30', '00:30'] }
  }
}

/** How many assets there are for so many policies. */
export const assetsFor = (count) => Math.max(20, Math.floor(count / 3))

function assetName(dice, list, assets) {
  const kind = dice.pick(list)
  return `${kind}-${String(dice.below(assets)).padStart(5, '0')}`
}

function namePattern(dice, list, assets) {
  const name = assetName(dice, list, assets)
  const roll = dice.below(100)
  if (roll < 70) return name
  if (roll < 98 || assets < 1000) return `${name.slice(0, -1)}.*`
  return `.*${name.slice(-4)}.*`
}

function target(dice, assets) {
  const roll = dice.below(100)
  if (roll < 55) {
    const devices = { names: [namePattern(dice, kinds, assets)], ...(dice.is(0.2) && { os: [dice.pick(systems)] }) }
    return { devices, ...(dice.is(0.4) && { permissions: dice.some(permissions.slice(0, 4), 2) }), ...(dice.is(0.3) && { roles: dice.some(roleNames, 2) }) }
  }
  if (roll < 96) {
    const integrations = { names: [namePattern(dice, services, assets)], ...(dice.is(0.2) && { bases: [dice.pick(vendors)] }) }
    return { integrations, ...(dice.is(0.4) && { permissions: dice.some(permissions.slice(4, 8), 2) }), ...(dice.is(0.3) && { roles: dice.some(roleNames, 2) }) }
  }
  return { permissions: dice.some(permissions, 2), roles: dice.some(roleNames, 2) }
} // prettier-ignore

/** So many policies; a tenth are exceptions, allows that shield from denies of a lower priority. */
export function policies(count, { seed = 1, isWithoutExceptions = false } = {}) {
  const dice = chance(seed * 1000 + count)
  const assets = assetsFor(count)
  return Array.from({ length: count }, (_, index) => {
    const isException = dice.is(0.1) && !isWithoutExceptions
    const isBlock = dice.is(0.2)
    const meant = target(dice, assets)
    const required = requirements(dice, 1 + dice.below(3))
    const forbidden = [offence(dice)]
    return policy(index, {
      priority: isException ? 50 + dice.below(50) : dice.below(100),
      target: meant,
      effect: isException ? 'allow' : 'deny',
      ...(isException ? { when: required } : isBlock ? { when: forbidden } : { unless: required }),
    })
  })
}

function policy(index, { priority, target: meant, effect, ...conditions }) {
  return {
    id: `p${index}`,
    name: `Policy ${index}`,
    type: 'access',
    priority,
    ...(meant && { target: meant }),
    statements: [{ id: 's', label: `Rule ${index}`, effect, ...conditions }],
  }
}

/** What a house requires of everybody, many times over. */
const houseRules = [
  { attribute: 'source_ip', operator: 'in', value: ['10.0.0.0/8', '192.168.0.0/16'] },
  { attribute: 'source_ip', operator: 'in', value: ['10.0.0.0/9'] },
  { attribute: 'time_of_day', operator: 'between', value: ['05:30', '22:30'] },
  { attribute: 'time_of_day', operator: 'between', value: ['05:00', '23:30'] },
  { attribute: 'day_of_week', operator: 'in', value: days.slice(0, 5) },
  { attribute: 'mfa_status', operator: 'equals', value: true },
  { attribute: 'device_type', operator: 'in', value: ['desktop', 'mobile'] },
  { attribute: 'device_type', operator: 'in', value: ['desktop', 'mobile', 'tablet'] },
  { attribute: 'user_agent', operator: 'matches', value: '^Mozilla/5' },
]

/** Policies that mean everybody and everything, and tell cases apart by conditions alone. */
export function untargeted(count, { seed = 1 } = {}) {
  const dice = chance(seed * 2000 + count)
  const clock = (minutes) => `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const network = () => ({ attribute: 'source_ip', operator: 'in', value: `10.${dice.below(256)}.${dice.below(256)}.0/24` })
  const hours = () => {
    const start = dice.below(1380)
    return { attribute: 'time_of_day', operator: 'between', value: [clock(start), clock(start + 15 + dice.below(45))] }
  }
  const weekday = () => ({ attribute: 'day_of_week', operator: 'in', value: [dice.pick(days)] })
  const device = () => ({ attribute: 'device_type', operator: 'in', value: [dice.pick(['bot', 'tablet', 'unknown'])] })
  const agent = () => ({ attribute: 'user_agent', operator: 'matches', value: `Build/${dice.below(300)}x` })
  const shape = () => {
    const roll = dice.below(100)
    if (roll < 40) return { when: [network(), ...(dice.is(0.5) ? [weekday()] : [])] }
    if (roll < 65) return { when: [hours(), weekday(), device()] }
    if (roll < 85) return { when: [agent(), { attribute: 'mfa_status', operator: 'equals', value: false }] }
    return { unless: [dice.pick(houseRules)] }
  }
  return Array.from({ length: count }, (_, index) => policy(index, { priority: dice.below(100), effect: 'deny', ...shape() }))
} // prettier-ignore

const grants = Object.fromEntries(roles.map(({ name, permissions: granted }) => [name, granted]))

/** Requests about the assets that so many policies are about; about 70 of 100 are permitted. */
export function requests(count, { policyCount, seed = 7, good = 0.94 }) {
  const dice = chance(seed * 3000 + policyCount)
  const assets = assetsFor(policyCount)
  return Array.from({ length: count }, () => {
    const held = dice.some(roleNames.slice(2), 1 + dice.below(2))
    const granted = grants[held[0]]
    const permission = dice.is(0.9) && granted.length > 0 ? dice.pick(granted) : dice.pick(permissions)
    const [collection, action] = permission.split('.')
    const isDevice = collection === 'devices'
    const isAsset = isDevice || collection === 'integrations' || dice.is(0.75)
    const about = isAsset && !isDevice && collection !== 'integrations' ? dice.pick(['devices', 'integrations']) : collection
    return request(dice, { held, action, about, assets, good })
  })
} // prettier-ignore

function request(dice, { held, action, about, assets, good }) {
  const properties = {
    devices: () => ({ name: assetName(dice, kinds, assets), os: dice.pick(systems) }),
    integrations: () => ({ name: assetName(dice, services, assets), base: dice.pick(vendors) }),
  }
  const minutes = dice.is(good) ? 360 + dice.below(960) : dice.below(1440)
  const day = dice.is(good) ? 4 + dice.below(5) : 9 + dice.below(2)
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  return JSON.parse(
    JSON.stringify({
      subject: { type: 'user', id: `u${dice.below(10_000)}`, properties: { roles: [...new Set(held)] } },
      action: { name: action },
      resource: { type: typeOf[about], id: `${dice.below(1_000_000)}`, properties: properties[about]?.() ?? {} },
      context: {
        time: `2026-05-${String(day).padStart(2, '0')}T${clock}:${String(dice.below(60)).padStart(2, '0')}Z`,
        source_ip: dice.is(good) ? `10.${dice.below(4)}.${dice.below(256)}.${dice.below(256)}` : `203.0.113.${dice.below(256)}`,
        mfa_status: dice.is(good),
        device_type: dice.is(good) ? dice.pick(['desktop', 'mobile']) : 'bot',
        user_agent: dice.is(good) ? dice.pick(agents.filter((one) => !one.startsWith('curl'))) : 'curl/8.5',
      },
    }),
  )
} // prettier-ignore
