import { catalogue, count, list } from '../../ui/language.ts'

export const texts = catalogue('policies-overview', {
  failed: 'The policies could not be read',
  criticalOff: {
    one: (name: string) => `${name} is off`,
    many: (policies: number) => `${count(policies, 'critical policy is', 'critical policies are')} off`,
    whyOne: (rules: readonly string[]) =>
      rules.length === 0
        ? 'It is critical, and nothing of it is enforced.'
        : `It is critical, and nothing of it is enforced: ${rules.map((rule) => `“${rule}”`).join(', ')}.`,
    why: (names: readonly string[]) => `Nothing of them is enforced: ${list(names)}.`,
    action: 'Review and enable',
  },
  off: {
    one: (name: string) => `${name} is off`,
    many: (policies: number) => `${count(policies, 'policy is', 'policies are')} off`,
    why: (names: readonly string[]) =>
      names.length === 1
        ? 'It is written and enforces nothing: enable it, or delete it if it is not needed any more.'
        : `They are written and enforce nothing: ${list(names)}.`,
  },
  ended: {
    one: (name: string) => `${name} is over`,
    many: (policies: number) => `${count(policies, 'policy is', 'policies are')} over`,
    whyOne: (since: string) => `It is switched on, but its time ended ${since}: it decides nothing.`,
    why: (names: readonly string[]) =>
      `They are switched on, but their time has ended: ${list(names)} decide nothing.`,
    action: 'Change its time',
  },
  ending: {
    one: (name: string, when: string) => `${name} ends ${when}`,
    many: (policies: number) => `${count(policies, 'policy ends', 'policies end')} within a week`,
    whyOne: 'From then on it decides nothing, without anybody switching it off.',
    why: (names: readonly string[]) =>
      `After that they decide nothing, without anybody switching them off: ${list(names)}.`,
    action: 'Change its time',
  },
  onlyReporting: {
    one: (name: string) => `${name} only reports`,
    many: (policies: number) => `${count(policies, 'policy', 'policies')} only report`,
    whyOne: (since: string) =>
      `It decides nothing, and was last changed ${since}: enforce it, or delete it once the log has told enough.`,
    why: (names: readonly string[]) =>
      `They decide nothing, and nobody has changed them for two weeks: ${list(names)}.`,
    action: 'Open the policy',
  },
  see: 'See them',
  open: 'Open the policy',
  others: (others: number) => count(others, 'other', 'others'),
  fine: {
    on: (policies: number) => `${count(policies, 'policy is', 'policies are')} on.`,
    time: 'No policy ends within a week.',
    reports: 'No policy has been report-only for two weeks.',
  },
})
