import { expect, test } from 'vitest'
import { policy, request, settings } from '../test/asking.ts'
import { canonicalJson } from './canonical-json.ts'
import { compile, load } from './compile.ts'
import { PolicyError, type Snapshot } from './model.ts'

const mfa = { attribute: 'mfa_status', operator: 'equals', value: true } as const
const stop = policy({ id: 'stop', statements: [{}] })

test('a decider changes by making another', () => {
  const open = compile([], settings)
  const shut = open.with({ put: [stop] })
  expect(open.decide(request()).decision).toBe(true)
  expect(shut.decide(request()).decision).toBe(false)
  expect(shut.with({ remove: ['stop', 'unheard of'] }).revision).toBe(open.revision)
  expect(shut.with({ put: [stop], remove: ['stop'] }).revision).toBe(shut.revision)
})

test('advice is looked for unless nobody wants it, and a trace is given when somebody does', () => {
  const decider = compile([policy({ statements: [{ unless: [mfa] }] })], settings)
  expect(decider.decide(request()).advice).toMatchObject([{ id: 'step_up' }])
  expect(decider.decide(request(), { advice: true }).advice).toMatchObject([{ id: 'step_up' }])
  expect(decider.decide(request(), { advice: false }).advice).toEqual([])
  expect(decider.decide(request())).not.toHaveProperty('trace')
  expect(decider.decide(request(), { detail: 'trace' }).trace).toHaveLength(1)
})

test('what is put is validated, with its own paths', () => {
  const put = () => compile([], settings).with({ put: [stop, { ...stop, name: '' }] })
  expect(put).toThrow(PolicyError)
  expect(put).toThrow('put[1].name')
  expect(() => compile([], settings).with({ put: [stop, stop] })).toThrow('put[1].id')
})

test('what was accepted can’t be changed afterwards, neither where it came from nor where it is handed out', () => {
  const given = {
    ...stop,
    statements: [{ ...stop.statements?.[0], id: 's', label: 'l', effect: 'deny' as const }],
  }
  const decider = compile([given], { ...settings, roles: [{ name: 'Keeper', permissions: [] }] })
  given.statements.pop()
  expect(decider.decide(request()).decision).toBe(false)
  const { policies, settings: kept } = decider.snapshot()
  expect([policies[0], policies[0]?.statements, policies[0]?.statements?.[0]].every(Object.isFrozen)).toBe(
    true,
  )
  expect([kept, kept.roles, kept.roles?.[0], kept.resourceTypes].every(Object.isFrozen)).toBe(true)
  const added = decider.with({ put: [{ ...stop, id: 'added' }] }).snapshot().policies
  expect(added.map((one) => Object.isFrozen(one))).toEqual([true, true])
})

test('a policy may hold null where nobody reads it', () => {
  const meta = { owner: null, list: [null] }
  expect(compile([{ ...stop, meta }], settings).snapshot().policies[0]?.meta).toEqual(meta)
})

test('what is refused is told line by line', () => {
  const error = new PolicyError([{ path: 'id', message: 'is required' }, { path: 'name', message: 'must not be empty' }]) // prettier-ignore
  expect(String(error)).toBe('PolicyError: id: is required\nname: must not be empty')
})

test('a decider loads what another of its kind gave', () => {
  const [open, shut] = [compile([], settings), compile([stop], settings)]
  expect(open.load(shut.snapshot()).revision).toBe(shut.revision)
  expect(shut.load(open.snapshot()).decide(request()).decision).toBe(true)
})

test('a snapshot that was altered is refused', () => {
  const snapshot = compile([stop], settings).snapshot()
  const wire = JSON.parse(JSON.stringify(snapshot)) as Snapshot
  expect(load(wire).decide(request()).decided_by?.policy).toBe('stop')
  expect(load(wire).revision).toBe(snapshot.revision)
  expect(() => load({ ...wire, policies: [] })).toThrow(
    'revision: is not that of the content: it was altered',
  )
  expect(() => load({ ...wire, format: 2 as 1 })).toThrow('format: is not 1, the only one known')
  expect(() => load(null as unknown as Snapshot)).toThrow(PolicyError)
})

test('what leaving a member out means is content, who wrote it is not', () => {
  const { revision } = compile([stop], settings)
  const same = {
    ...stop,
    enabled: true,
    mode: 'enforce',
    priority: 0,
    critical: false,
    template: false,
    description: '',
    rules: ['other words'],
    revision: 3,
    updated_by: 'ann',
  } as const
  expect(compile([same], { ...settings, zone: 'UTC', bindings: [] }).revision).toBe(revision)
  expect(compile([{ ...stop, description: 'Why' }], settings).revision).not.toBe(revision)
  expect(compile([{ ...stop, enabled: false }], settings).revision).not.toBe(revision)
})

test('canonical JSON is that of RFC 8785', () => {
  const value = {
    '\u20ac': 'Euro',
    '\r': 1,
    '1': { f: [], n: null },
    b: [true, 333333333.3333333, 1e30, 4.5, 2e-3, 1e-27, -0],
    a: '\u000f"\\',
  }
  expect(canonicalJson(value)).toBe(
    '{"\\r":1,"1":{"f":[],"n":null},"a":"\\u000f\\"\\\\","b":[true,333333333.3333333,1e+30,4.5,0.002,1e-27,0],"€":"Euro"}',
  )
  expect(() => canonicalJson(Number.NaN)).toThrow(TypeError)
})
