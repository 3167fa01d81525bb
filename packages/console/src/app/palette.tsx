import { Search } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { type KeyboardEvent, useId, useState } from 'react'
import { classNames } from '../ui/class-names.ts'
import { type Command, findCommands } from './find-commands.ts'
import styles from './palette.module.css'
import { texts } from './texts.ts'
import { useCommands } from './use-commands.ts'

export interface PaletteProps {
  readonly onClose: () => void
  readonly onKeys: () => void
}

/** Finds any noun or action by its name. */
export default function Palette({ onClose, onKeys }: PaletteProps) {
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const listId = useId()
  const groups = findCommands(useCommands(query, onKeys), query)
  const found = groups.flatMap(({ commands }) => commands)
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
          <div id={listId} role="listbox" aria-label={texts.palette.title} className={styles.list}>
            {groups.map(({ id, title, commands }) => (
              <div key={id} role="group" aria-labelledby={`${listId}-${id}`}>
                <p id={`${listId}-${id}`} className={styles.group} role="presentation">
                  {title}
                </p>
                {commands.map((command) => (
                  <Option
                    key={command.id}
                    id={`${listId}-${found.indexOf(command)}`}
                    command={command}
                    active={command === found[active]}
                    onPoint={() => setAt(found.indexOf(command))}
                    onRun={() => run(command)}
                  />
                ))}
              </div>
            ))}
          </div>
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

interface OptionProps {
  readonly id: string
  readonly command: Command
  readonly active: boolean
  readonly onPoint: () => void
  readonly onRun: () => void
}

function Option({ id, command, active, onPoint, onRun }: OptionProps) {
  return (
    <div
      id={id}
      ref={active ? intoView : undefined}
      role="option"
      aria-selected={active}
      className={classNames(styles.option, active && styles.active)}
      onPointerMove={onPoint}
      onClick={onRun}
    >
      <command.icon size={16} aria-hidden />
      <span className={styles.label}>{command.label}</span>
      {command.hint && <span className={styles.hint}>{command.hint}</span>}
    </div>
  )
}

function intoView(option: HTMLElement | null): void {
  option?.scrollIntoView({ block: 'nearest' })
}
