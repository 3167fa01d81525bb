/** What a new policy can start from, in the order of the page. */
export const exampleNames = ['countries', 'hours', 'office', 'documentation', 'blank'] as const
export type Example = (typeof exampleNames)[number]

export function exampleOf(search: Readonly<Record<string, unknown>>): { readonly example?: Example } {
  const example = exampleNames.find((one) => one === search['example'])
  return example ? { example } : {}
}
