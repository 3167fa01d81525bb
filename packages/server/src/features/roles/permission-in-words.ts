/** What a permission lets somebody do, as the console and the reference page say it. */
export function permissionInWords(permission: string): string {
  if (permission === '*') return 'Everything'
  const dot = permission.lastIndexOf('.')
  const collection = permission.slice(0, dot)
  const action = permission.slice(dot + 1)
  const noun = nouns[collection] ?? collection.replaceAll('_', ' ')
  const phrase = phrases[permission]
  if (phrase !== undefined) return phrase
  if (action === '*') return `Do everything with ${noun}`
  return `${verbs[action] ?? capital(action)} ${noun}`
}

const nouns: Readonly<Record<string, string>> = {
  audit: 'the audit log',
  directory: 'the directory of subjects and resources',
  metrics: 'the metrics of this node',
}

const verbs: Readonly<Record<string, string>> = {
  read: 'See',
  create: 'Create',
  update: 'Change',
  delete: 'Delete',
}

/** Where verb and noun alone would not be English. */
const phrases: Readonly<Record<string, string>> = {
  'decisions.*': 'Ask for decisions and have them explained',
  'decisions.evaluate': 'Ask for decisions',
  'decisions.explain': 'Have decisions explained',
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}
