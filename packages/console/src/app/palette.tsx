import { useNavigate } from '@tanstack/react-router'
import { Keyboard, type LucideIcon, LogOut, Monitor, Moon, Plus, Search, Sun, UserRound } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type KeyboardEvent, useId, useState } from 'react'
import { useMe } from '../api/session.ts'
import { useAuditCommands } from '../features/audit/use-audit-commands.ts'
import { useAccountCommands } from '../features/auth/use-account-commands.ts'
import { usePolicyCommands } from '../features/policies/use-policy-commands.ts'
import { useTokenCommands } from '../features/tokens/use-token-commands.ts'
import { classNames } from '../ui/class-names.ts'
import { nounsOf } from './nouns.ts'
import styles from './palette.module.css'
import { texts } from './texts.ts'
import { setTheme, themes } from './theme.ts'
import { useSignOut } from './use-sign-out.ts'

interface Command {
  readonly id: string
  readonly label: string
  readonly hint?: string
  readonly icon: LucideIcon
  readonly run: () => void
}

export interface PaletteProps {
  readonly onClose: () => void
  readonly onKeys: () => void
}

/** Finds any noun or action by its name. */
export default function Palette({ onClose, onKeys }: PaletteProps) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const commands = useCommands(onKeys)
  const found = match(commands, query).slice(0, 12)
  const active = Math.min(at, found.length - 1)

  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const pressed = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0 && found.length > 0) {
      event.preventDefault()
      setAt((active + step + found.length) % found.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      run(found[active])
    }
  }

  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.scrim} />
        <Radix.Content className={styles.panel} aria-describedby={undefined}>
          <Radix.Title className={styles.title}>{texts.palette.title}</Radix.Title>
          <div className={styles.field}>
            <Search size={18} aria-hidden />
            <input
              role="combobox"
              aria-label={texts.palette.title}
              aria-expanded="true"
              aria-controls={listId}
              aria-activedescendant={found[active] && `${listId}-${active}`}
              aria-autocomplete="list"
              placeholder={texts.palette.placeholder}
              autoComplete="off"
              spellCheck={false}
              value={query}
              onChange={(event) => {
                setQuery(event.target.value)
                setAt(0)
              }}
              onKeyDown={pressed}
            />
          </div>
          <ul id={listId} role="listbox" aria-label={texts.palette.title} className={styles.list}>
            {found.map((command, index) => (
              <li
                key={command.id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === active}
                className={classNames(styles.option, index === active && styles.active)}
                onPointerMove={() => setAt(index)}
                onClick={() => run(command)}
              >
                <command.icon size={16} aria-hidden />
                <span className={styles.label}>{command.label}</span>
                {command.hint && <span className={styles.hint}>{command.hint}</span>}
              </li>
            ))}
          </ul>
          {found.length === 0 && (
            <p className={styles.none} role="status">
              {texts.palette.none}
            </p>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const themeIcons = { system: Monitor, light: Sun, dark: Moon } as const

function useCommands(onKeys: () => void): readonly Command[] {
  const me = useMe()
  const navigate = useNavigate()
  const leave = useSignOut()
  const policies = usePolicyCommands()
  const auditViews = useAuditCommands()
  const account = useAccountCommands()
  const tokens = useTokenCommands()
  return [
    ...nounsOf(me).map(({ id, label, icon, to }) => ({
      id,
      label,
      icon,
      hint: texts.palette.goTo,
      run: () => void navigate({ to }),
    })),
    {
      id: 'new-policy',
      label: texts.palette.newPolicy,
      icon: Plus,
      run: () => void navigate({ to: '/policies/new' }),
    },
    ...policies,
    ...auditViews,
    {
      id: 'account',
      label: texts.person.account,
      hint: texts.palette.goTo,
      icon: UserRound,
      run: () => void navigate({ to: '/account' }),
    },
    ...account,
    ...tokens,
    ...themes.map((theme) => ({
      id: `theme-${theme}`,
      label: texts.palette.theme(texts.person.themes[theme]),
      icon: themeIcons[theme],
      run: () => setTheme(theme),
    })),
    { id: 'keys', label: texts.person.keys, icon: Keyboard, run: onKeys },
    { id: 'sign-out', label: texts.person.signOut, icon: LogOut, run: leave },
  ]
}

/** Every word must be found; those that begin with what was typed come first. */
function match(commands: readonly Command[], query: string): readonly Command[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return commands
  const score = ({ label }: Command) => (label.toLowerCase().startsWith(words[0] ?? '') ? 0 : 1)
  return commands
    .filter(({ label, hint = '' }) => words.every((word) => `${label} ${hint}`.toLowerCase().includes(word)))
    .toSorted((a, b) => score(a) - score(b))
}
