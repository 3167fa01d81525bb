import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compile } from '../../compile.ts'
import type { Json, Policy } from '../../model.ts'
import { validatePolicy } from '../../validate/index.ts'
import { importPolicies, packs } from '../index.ts'

const golden = new URL('../../../golden/packs/', import.meta.url)
const page = readFileSync(new URL('../../../../../docs/reference/import.md', import.meta.url), 'utf8')
const all = Object.entries(packs)

describe.each(all)('the pack %s', (name, pack) => {
  test('has policies that can be saved', () => {
    for (const policy of pack.policies) expect(validatePolicy(policy)).toEqual({ ok: true, policy })
    expect(() => compile(pack.policies, {})).not.toThrow()
  })

  test('has golden cases with these very policies', () => {
    const files = readdirSync(golden).filter((file) => file.startsWith(name))
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const { policies } = JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as { policies: Policy[] }
      expect(policies).toEqual(pack.policies)
    }
  })

  test('says in words what it is and in what it differs, on its page as well', () => {
    for (const sentence of [pack.description, ...pack.differences])
      expect(sentence).toMatch(/^[\p{Lu}“].*\.$/u)
    for (const sentence of [`\`${name}\``, pack.description, ...pack.differences])
      expect(page).toContain(sentence)
  })

  test('has a golden case in which each allow and each deny decides', () => {
    const decided = new Set(
      readdirSync(golden)
        .filter((file) => file.startsWith(name))
        .flatMap((file) => (JSON.parse(readFileSync(new URL(file, golden), 'utf8')) as GoldenFile).cases)
        .map(({ expected: { decided_by } }) => decided_by && `${decided_by.policy} ${decided_by.statement}`),
    )
    for (const { id, statements = [] } of pack.policies)
      for (const statement of statements) expect(decided).toContain(`${id} ${statement.id}`)
  })
})

interface GoldenFile {
  readonly cases: readonly { expected: { decided_by?: { policy: string; statement: string } } }[]
}

test('policies have an id of their own across packs', () => {
  const ids = all.flatMap(([, pack]) => pack.policies.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

/** The rules of `idm/policy/defaults.go` as an export of Cells shows them. */
const original: Json = [
  {
    Uuid: 'public-access-install',
    Name: 'Installation endpoints (first run)',
    Policies: [{ id: 'install-policy', description: 'Anyone may install', subjects: ['profile:anon'], actions: ['GET', 'POST'], resources: ['rest:/install'], effect: 'allow' }],
  },
  {
    Uuid: 'oidc-actions-policies',
    Name: 'OpenID Connect operations',
    ResourceGroup: 'oidc',
    Policies: [{ id: 'all-users-login', description: 'Everybody may log in', subjects: ['user:<.+>', 'profile:<.+>', 'role:<.+>'], actions: ['login'], resources: ['oidc'], effect: 'allow' }],
  },
  {
    Uuid: 'no-external-access-acl-policy',
    Name: 'No external access',
    ResourceGroup: 'acl',
    Policies: [
      { id: 'acl-complex-rule4', description: 'Reading and writing is allowed', subjects: ['policy:no-external-access-acl-policy'], actions: ['read', 'write'], resources: ['acl'], effect: 'allow' },
      { id: 'acl-complex-rule5', description: 'Not from elsewhere', subjects: ['policy:no-external-access-acl-policy'], actions: ['read', 'write'], resources: ['acl'], effect: 'deny', conditions: { RemoteAddress: { type: 'StringNotMatchCondition', jsonOptions: '{"matches":"localhost|127.0.0.1|::1"}' } } },
    ],
  },
  {
    Uuid: 'office-hours-access-acl-policy',
    Name: 'Access during office hours',
    ResourceGroup: 'acl',
    Policies: [{ id: 'acl-office-hours-rule', description: 'Reading and writing is allowed in office hours', subjects: ['policy:office-hours-access-acl-policy'], actions: ['read', 'write'], resources: ['acl'], effect: 'allow', conditions: { ClientTime: { type: 'OfficeHoursCondition', jsonOptions: '{"matches":"Monday-Friday/09:00/18:30"}' } } }],
  },
] // prettier-ignore

test('importing the originals gives what the packs have', () => {
  const { policies, report } = importPolicies('cells', original)
  expect(report.not_carried).toEqual([])
  const packed = all.flatMap(([, pack]) => pack.policies)
  for (const policy of policies)
    expect(policy).toEqual(withoutDescription(packed.find(({ id }) => id === policy.id)))
  expect(policies).toHaveLength(4)
})

function withoutDescription(policy: Policy | undefined): object {
  return Object.fromEntries(Object.entries(policy ?? {}).filter(([member]) => member !== 'description'))
}
