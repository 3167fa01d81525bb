import type { LucideIcon } from 'lucide-react'

export interface Command {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly icon: LucideIcon
  readonly run: () => void
}

export interface CommandGroup {
  readonly id: string
  readonly title: string
  readonly commands: readonly Command[]
  /** Found by somebody else already: not narrowed again. */
  readonly found?: boolean
}

const mostBeforeTyping = 5
const mostFound = 8

/**
 * Every word of the query must stand in a command's label or hint; those that begin with what was typed come first, and
 * so do their groups. Nothing typed: a few of each group.
 */
export function findCommands(groups: readonly CommandGroup[], query: string): readonly CommandGroup[] {
  const words = plain(query).split(/\s+/).filter(Boolean)
  const score = ({ label }: Command) => (words[0] !== undefined && plain(label).startsWith(words[0]) ? 0 : 1)
  const fits = ({ label, hint = '' }: Command) => {
    const text = plain(`${label} ${hint}`)
    return words.every((word) => text.includes(word))
  }
  const most = words.length === 0 ? mostBeforeTyping : mostFound
  const best = ({ commands }: CommandGroup) => Math.min(...commands.map(score))
  return groups
    .map((group) => ({
      ...group,
      commands: (group.found ? group.commands : group.commands.filter(fits))
        .toSorted((one, other) => score(one) - score(other))
        .slice(0, most),
    }))
    .filter(({ commands }) => commands.length > 0)
    .toSorted((one, other) => best(one) - best(other))
}

/** Without case and accents. */
function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
}
