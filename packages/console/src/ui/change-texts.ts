import { catalogue, count } from './language.ts'

export const texts = catalogue('changes', {
  became: 'becomes',
  removed: 'removed',
  more: (more: number) => count(more, 'more change', 'more changes'),
})
