import { catalogue, count, format } from './language.ts'

export const texts = catalogue('chart', {
  keys: 'The arrow keys move from bar to bar.',
  keysToSelect:
    'The arrow keys move from bar to bar, with Shift they choose several; Enter shows what is chosen, Escape lets go.',
  valueOf: (series: string, value: number) => `${series}: ${format(value)}`,
  chosen: (bars: number, first: string, last: string) =>
    `${count(bars, 'bar', 'bars')} chosen, ${first} to ${last}`,
  asTable: 'As a table',
  total: 'Total',
})
