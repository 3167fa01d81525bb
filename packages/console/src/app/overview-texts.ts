import { catalogue, count } from '../ui/language.ts'

export const texts = catalogue('overview', {
  title: 'Overview',
  attention: {
    title: 'Needs attention',
    nothing: 'Nothing needs attention',
    looking: 'Looking at everything',
    things: (things: number) => `${count(things, 'thing', 'things')} to see to`,
    checked: 'Checked',
    order: 'In order',
    notLooked: 'Not everything could be looked at',
  },
})
