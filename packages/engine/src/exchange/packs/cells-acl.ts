import type { Condition, Policy, Statement } from '../../model.ts'
import type { Pack } from './pack.ts'

/** Exact: every node. The bindings of a template say which, and for whom. */
const nodes = ['node']
const readAndWrite = ['read', 'write']

function rule(
  id: string,
  label: string,
  effect: Statement['effect'],
  actions: readonly string[],
  when?: readonly Condition[],
): Statement {
  return { id, label, effect, actions, resources: nodes, ...(when && { when }) }
}

function condition(type: string, key: string, matches: string): Condition {
  return { type, key, options: { matches } }
}

const fromElsewhere = condition(
  'StringNotMatchCondition',
  'RemoteAddress',
  String.raw`^(?:localhost|127\.0\.0\.1|::1)$`,
)
const anchoredAddress =
  'The pattern of addresses is anchored and its dots are dots: “127.0.0.1” was also found in 127.0.0.11.'

/** Of all five. */
const always = [
  'It is a template: it decides where a binding applies it to a subject and a node. The subject, which is the template itself, is left out, for bindings say whom.',
  'Its resource is every node, which Cells calls “acl”. Whoever may read may download and sync; whoever may write may delete and upload.',
  'Every template that is bound counts, and a denial always wins; in Cells that depends on the order in which they are looked at.',
]

function template(
  description: string,
  differences: readonly string[],
  policy: Pick<Policy, 'id' | 'name'> & { readonly statements: readonly Statement[] },
): Pack {
  return {
    title: `Pydio Cells: ${policy.name.charAt(0).toLowerCase()}${policy.name.slice(1)}`,
    description,
    differences: [...always, ...differences],
    policies: [{ ...policy, description, type: 'acl', template: true, priority: 0 }],
  }
}

const twoClocks =
  'The clock is that of the zone in the settings; Cells compared with the clock of its server, also under the name ClientTime.'

export const cellsAclPacks = {
  'cells-acl-sample': template(
    'Read and write; from elsewhere, what is called target can’t be changed and PNG pictures can’t be read.',
    [
      anchoredAddress,
      'The patterns of names are anchored: “target” was also found in my-target.txt, and the ending “.png” in a.png.txt.',
      'A node whose name is unknown is refused from elsewhere; in Cells such a denial did not hold.',
    ],
    {
      id: 'sample-acl-policy',
      name: 'Sample with names and addresses',
      statements: [
        rule('acl-complex-rule1', 'Reading and writing is allowed', 'allow', readAndWrite),
        rule(
          'acl-complex-rule2',
          'From elsewhere, what is called target can’t be changed',
          'deny',
          ['write'],
          [fromElsewhere, condition('StringMatchCondition', 'NodeMetaName', '^target$')],
        ),
        rule(
          'acl-complex-rule3',
          'From elsewhere, PNG pictures can’t be read',
          'deny',
          ['read'],
          [fromElsewhere, condition('StringMatchCondition', 'NodeMetaName', String.raw`^(.+)\.png$`)],
        ),
      ],
    },
  ),
  'cells-acl-no-external-access': template(
    'Read and write, from the server itself only.',
    [anchoredAddress],
    {
      id: 'no-external-access-acl-policy',
      name: 'No external access',
      statements: [
        rule('acl-complex-rule4', 'Reading and writing is allowed', 'allow', readAndWrite),
        rule('acl-complex-rule5', 'Not from elsewhere', 'deny', readAndWrite, [fromElsewhere]),
      ],
    },
  ),
  'cells-acl-limited-period': template('Read and write between two dates: change them to yours.', [], {
    id: 'limited-period-access-acl-policy2',
    name: 'Access for a limited period',
    statements: [
      rule(
        'acl-temporary-access2',
        'Reading and writing is allowed between two dates',
        'allow',
        readAndWrite,
        [condition('WithinPeriodCondition', 'ClientTime', '2018-02-01T00:00+0100/2018-04-01T00:00+0100')],
      ),
    ],
  }),
  'cells-acl-no-access-after': template(
    'Read and write until a date: change it to yours.',
    ['Without a usable time everything is refused; in Cells the denial did not hold then.'],
    {
      id: 'no-access-after-acl-policy',
      name: 'No access after a date',
      statements: [
        rule('acl-date-rule1', 'Reading and writing is allowed', 'allow', readAndWrite),
        rule('acl-date-rule2', 'Not after the date', 'deny', readAndWrite, [
          condition('DateAfterCondition', 'ServerTime', '2018-02-28T23:59+0100'),
        ]),
      ],
    },
  ),
  'cells-acl-office-hours': template('Read and write from Monday to Friday, 09:00 to 18:30.', [twoClocks], {
    id: 'office-hours-access-acl-policy',
    name: 'Access during office hours',
    statements: [
      rule('acl-office-hours-rule', 'Reading and writing is allowed in office hours', 'allow', readAndWrite, [
        condition('OfficeHoursCondition', 'ClientTime', 'Monday-Friday/09:00/18:30'),
      ]),
    ],
  }),
} satisfies { readonly [name: string]: Pack }
