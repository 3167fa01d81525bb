/**
 * The same policies as functions, for peers whose own language has no such conditions: CASL and casbin call these. They take
 * requests that are complete, with minutes and weekday worked out beforehand.
 */
const dayNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** A request as the peers like it, made before anything is timed. */
export function flat({ subject, action, resource, context }, collectionOf) {
  const time = new Date(context.time)
  return {
    roles: subject.properties.roles,
    action: action.name,
    type: resource.type,
    permission: `${collectionOf(resource.type)}.${action.name}`,
    ...resource.properties,
    ...context,
    minutes: time.getUTCHours() * 60 + time.getUTCMinutes(),
    weekday: dayNames[time.getUTCDay()],
    address: addressOf(context.source_ip),
  }
}

/** Whether a policy takes part. */
export function guardOf({ target = {}, statements: [{ when, unless }] }) {
  const tests = [...targetTests(target)]
  const conditions = (when ?? unless).map(conditionOf)
  if (when !== undefined) tests.push(...conditions)
  else tests.push((one) => !conditions.every((test) => test(one)))
  return (one) => tests.every((test) => test(one))
}

export function* targetTests({ permissions, roles, devices, integrations }) {
  if (permissions !== undefined) yield (one) => permissions.includes(one.permission)
  if (roles !== undefined) yield (one) => roles.some((role) => one.roles.includes(role))
  for (const [kind, type, word, list] of [
    [devices, 'device', 'os', devices?.os],
    [integrations, 'integration', 'base', integrations?.bases],
  ]) {
    if (kind === undefined) continue
    yield (one) => one.type === type
    const patterns = kind.names?.map((name) => new RegExp(`^(?:${name})$`, 'u'))
    if (patterns !== undefined) yield (one) => patterns.some((pattern) => pattern.test(one.name))
    const words = list?.map((entry) => entry.toLowerCase())
    if (words !== undefined) yield (one) => words.includes(one[word].toLowerCase())
  }
}

export function conditionOf({ attribute, operator, value }) {
  switch (`${attribute} ${operator}`) {
    case 'source_ip in': {
      const ranges = (Array.isArray(value) ? value : [value]).map(rangeOf)
      return (one) => ranges.some(([base, mask]) => ((one.address ^ base) & mask) === 0)
    }
    case 'time_of_day between': {
      const [start, end] = value.map((text) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5)))
      return ({ minutes }) =>
        start < end ? start <= minutes && minutes < end : start <= minutes || minutes < end
    }
    case 'day_of_week in':
      return (one) => value.includes(one.weekday)
    case 'mfa_status equals':
      return (one) => one.mfa_status === value
    case 'device_type in':
      return (one) => value.includes(one.device_type)
    case 'user_agent matches': {
      const pattern = new RegExp(value, 'u')
      return (one) => pattern.test(one.user_agent)
    }
    case 'user_agent not_matches': {
      const pattern = new RegExp(value, 'u')
      return (one) => !pattern.test(one.user_agent)
    }
    default:
      throw new Error(`${attribute} ${operator}`)
  }
}

export function addressOf(text) {
  const [a, b, c, d] = text.split('.').map(Number)
  return (a << 24) | (b << 16) | (c << 8) | d
}

function rangeOf(text) {
  const [base, bits] = text.split('/')
  return [addressOf(base), bits === '0' ? 0 : -1 << (32 - Number(bits))]
}
