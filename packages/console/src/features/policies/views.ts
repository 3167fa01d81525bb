/** The views of one policy, in the order of their tabs. */
export const views = ['sentence', 'json', 'history'] as const
export type View = (typeof views)[number]

export interface PolicySearch {
  readonly view?: View
  /** The sheet that asks before a critical policy is switched. */
  readonly switch?: true
}

export function policySearchOf(search: Readonly<Record<string, unknown>>): PolicySearch {
  const view = views.find((one) => one === search['view'])
  return { ...(view && { view }), ...(search['switch'] === true && { switch: true }) }
}
