import { haveCommas, joined } from '../describe/joined.ts'
import type { Effect } from '../model.ts'
import type { ExplanationWords, Rule } from './words.ts'

const quoted = ({ label, policy }: Rule) => `“${label}” of the policy “${policy}”`
const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']
const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] // prettier-ignore
const did: { readonly [effect in Effect]: string } = { deny: 'Denied', allow: 'Permitted', oblige: 'Obliged' }
const answer = (isPermitted: boolean) => (isPermitted ? 'permitted' : 'denied')

/** The words with which explanations speak English. */
export const inEnglish: ExplanationWords = {
  and: (parts) => joined(parts, () => 'and', haveCommas(parts)),
  or: (parts) => joined(parts, () => 'or', haveCommas(parts)),
  appointment: ({ weekday, day, month, year, clock, zone, isNear }) => {
    const date = isNear ? '' : ` ${String(day)} ${months[month - 1] ?? ''} ${String(year)}`
    return `${days[weekday] ?? ''}${date} ${clock} ${zone}`
  },

  deeds: {
    'login sign_in': 'sign in',
    'continue sign_in': 'stay signed in',
    'launch workspace': 'launch a workspace',
    'connect workspace': 'connect to a workspace',
  },
  deed: (action, resource) => `${action} ${resource}`,
  asked: (deed) => `You asked to ${deed}.`,
  malformed: 'What you asked could not be understood.',
  answers: {
    allowed_by_policy: 'You may.',
    allowed_by_role: 'You may.',
    allowed_by_default: 'You may.',
    denied_by_policy: 'A rule refuses this.',
    not_granted: 'None of your roles includes this.',
    denied_by_default: 'Nothing permits this.',
    obligation_unsupported: 'This is permitted on a condition that can’t be met here.',
    malformed_request: 'It is refused.',
  },
  methods: { webauthn: 'a security key', totp: 'an authenticator app' },
  help: {
    stepUp: (methods) => `Sign in with ${methods}.`,
    retryAfter: (time) => `Try again ${time}.`,
    tunnel: 'Connect to the company network.',
  },
  ask: (whom) => `Ask ${whom ?? 'your administrator'}.`,

  decided: (effect, rule) => `${did[effect]} by ${quoted(rule)}`,
  baseline: {
    allowed_by_role: (permission) => `Permitted by a role that grants ${permission}; no policy decided`,
    allowed_by_default: (_permission, type) =>
      `Permitted because ${type} permits its declared actions unless a policy denies them; none did`,
    not_granted: (permission) =>
      `Denied because no role in date and in scope grants ${permission}; no policy was asked`,
    denied_by_default: (_permission, type) =>
      `Denied because ${type} grants nothing by default and no policy allowed it`,
    obligation_unsupported: () => 'Denied because an obligation of the permit could not be fulfilled',
    malformed_request: () => 'Denied because the request is malformed',
  },
  without: (isPermitted) => `Without any policy it would be ${answer(isPermitted)}.`,
  unconditional: 'it has no conditions',
  unclear: 'whether it means this request is unknown',
  unknown: (paths, effect) =>
    effect === 'allow'
      ? `Unknown: ${paths}. What is unknown does not allow.`
      : `Unknown: ${paths}. What is unknown can’t be ruled out, so the rule applies.`,
  overrode: (rule, effect) =>
    effect === 'allow'
      ? `It came before ${quoted(rule)}, which would have allowed it.`
      : `It shields from ${quoted(rule)}, which would have denied it.`,
  missed: (rule, because) => `${quoted(rule)} did not allow it: ${because}.`,
  reported: (policy, isPermitted) =>
    `Were the report-only policy “${policy}” enforced, it would be ${answer(isPermitted)}.`,

  relations: {
    equals: (wanted) => ({ holds: wanted, fails: `not ${wanted}` }),
    one_of: (wanted) => ({ holds: `one of ${wanted}`, fails: `none of ${wanted}` }),
    in_range: (wanted) => ({ holds: `inside ${wanted}`, fails: `outside ${wanted}` }),
    between: (wanted) => ({ holds: `between ${wanted}`, fails: `not between ${wanted}` }),
    greater_than: (wanted) => ({ holds: `above ${wanted}`, fails: `not above ${wanted}` }),
    less_than: (wanted) => ({ holds: `below ${wanted}`, fails: `not below ${wanted}` }),
    matches: (wanted) => ({ holds: `matching ${wanted}`, fails: `not matching ${wanted}` }),
    starts_with: (wanted) => ({ holds: `starting with ${wanted}`, fails: `not starting with ${wanted}` }),
    ends_with: (wanted) => ({ holds: `ending with ${wanted}`, fails: `not ending with ${wanted}` }),
    contains: (wanted) => ({ holds: `containing ${wanted}`, fails: `not containing ${wanted}` }),
    exists: () => ({ holds: 'known', fails: 'unknown' }),
    glob: (wanted) => ({ holds: `a path like ${wanted}`, fails: `not a path like ${wanted}` }),
    hours: (wanted) => ({ holds: `within ${wanted}`, fails: `outside ${wanted}` }),
    subject: () => ({ holds: 'the subject', fails: 'not the subject' }),
    pairs: () => ({ holds: 'pairs of equals', fails: 'not pairs of equals' }),
    named: () => ({ holds: 'in the name of the resource', fails: 'not in the name of the resource' }),
  },
  saw: (path, value, clause) => {
    if (value === undefined) return `${path} was unknown`
    return `${path} was ${value}${clause === undefined ? '' : `, ${clause}`}`
  },
  inZone: (zone) => ` (${zone})`,

  would: (isPermitted, changes) => `It would be ${answer(isPermitted)} ${changes}.`,
  nothing: (isPermitted, isExhaustive) =>
    isExhaustive
      ? `No change of up to three things was found with which it would be ${answer(isPermitted)}.`
      : `No change was found with which it would be ${answer(isPermitted)}; the search was cut short.`,
  changes: {
    factor: (methods) => `after signing in with ${methods}`,
    tunnel: 'through the company’s tunnel',
    time: (at) => `on ${at}`,
    membership: (of, name, isHeld) => `${isHeld ? 'with' : 'without'} the ${of} ${name}`,
    place: (below) => (below === '' ? 'with no ancestor' : `below ${below}`),
    attribute: (path, value, clause) => {
      if (value === undefined) return `with ${path} unknown`
      return `with ${path} ${clause === undefined || clause === value ? value : `${clause}, such as ${value}`}`
    },
    policy: (name, to) =>
      to === 'off'
        ? `with the policy “${name}” disabled or only reported on`
        : `with the policy “${name}” enforced`,
    exception: (rule) => `with an exception for this subject in ${quoted(rule)}`,
  },
  ancestor: (path, number) => `${path} of ancestor ${String(number)}`,
}
