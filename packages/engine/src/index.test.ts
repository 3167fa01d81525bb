import { expect, test } from 'vitest'
import * as engine from './index.ts'

test('the surface changes only on purpose', () => {
  expect(Object.keys(engine).sort()).toEqual([
    'PolicyError',
    'addressInRange',
    'builtinTypes',
    'canonicalJson',
    'cellsKeys',
    'compile',
    'describePolicy',
    'describeStatement',
    'effects',
    'english',
    'factorMethods',
    'limits',
    'load',
    'normalizeAddress',
    'obligationKinds',
    'operators',
    'policyTypes',
    'reaches',
    'reasons',
    'rulesOf',
    'typedConditions',
    'wellKnownAttributes',
  ])
})
