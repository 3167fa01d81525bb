import { chance } from './chance.mjs'

/** Policies in Ladon's shape: regular expressions for subjects, actions and resources, on REST paths that are closed by default. */
const verbs = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH']

export function ladonPolicies(count) {
  const dice = chance(count)
  const services = servicesFor(count)
  return Array.from({ length: count }, (_, index) => {
    const service = `svc-${dice.below(services)}`
    const effect = dice.is(0.8) ? 'allow' : 'deny'
    return {
      id: `p${index}`,
      name: `Policy ${index}`,
      type: 'rest',
      statements: [
        {
          id: 's',
          label: `Rule ${index}`,
          effect,
          subjects: [dice.is(0.5) ? `user:<team${dice.below(50)}-[a-z]+[0-9]*>` : `user:<(ann|bob|zoe)${dice.below(200)}>`],
          actions: [dice.pick(['<GET|HEAD>', '<P(UT|OST|ATCH)>', '<.*>', 'DELETE'])],
          resources: [`rest:/${service}/<[a-z]+/[0-9]+(/.*)?>`],
        },
      ],
    }
  })
} // prettier-ignore

function servicesFor(count) {
  return Math.max(5, Math.floor(count / 20))
}

export function ladonRequests(count, policyCount) {
  const dice = chance(99)
  return Array.from({ length: count }, () => ({
    subject: {
      type: 'user',
      id: dice.is(0.5) ? `team${dice.below(50)}-kim${dice.below(10)}` : `${dice.pick(['ann', 'bob', 'zoe'])}${dice.below(200)}`,
      properties: { roles: [], groups: [], profile: 'standard' },
    },
    action: { name: dice.pick(verbs) },
    resource: { type: 'rest', id: `/svc-${dice.below(servicesFor(policyCount))}/${dice.pick(['orders', 'users', 'files'])}/${dice.below(1000)}` },
    context: {},
  }))
} // prettier-ignore

/** One after the other, with the platform's own regular expressions compiled beforehand: any denies, else any allows. */
export function linearScan(policies) {
  const rows = policies.map(({ statements: [{ effect, subjects, actions, resources }] }) => ({
    isDeny: effect === 'deny',
    subjects: subjects.map(expressionOf),
    actions: actions.map(expressionOf),
    resources: resources.map(expressionOf),
  }))
  return ({ subject, action, resource }) => {
    const [who, what] = [`${subject.type}:${subject.id}`, `${resource.type}:${resource.id}`]
    let isAllowed = false
    for (const row of rows) {
      if (!row.actions.some((one) => one.test(action.name))) continue
      if (!row.resources.some((one) => one.test(what))) continue
      if (!row.subjects.some((one) => one.test(who))) continue
      if (row.isDeny) return false
      isAllowed = true
    }
    return isAllowed
  }
}

function expressionOf(entry) {
  const source = entry
    .split(/[<>]/u)
    .map((part, index) =>
      index % 2 === 1 ? `(?:${part})` : part.replaceAll(/[.*+?^${}()|[\]\\/]/gu, '\\$&'),
    )
  return new RegExp(`^${source.join('')}$`, 'u')
}
