import { useState } from 'react'
import { useMe } from '../api/session.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Tick } from '../ui/field.tsx'
import { Key, type KeyHelp, keysOfPage, letterKeys, modKey } from '../ui/keys.tsx'
import styles from './keys-help.module.css'
import { nounsOf } from './nouns.ts'
import { texts } from './texts.ts'

const { keys } = texts
const anywhere: KeyHelp = {
  title: keys.anywhere,
  keys: {
    [`${modKey} K`]: keys.palette,
    '?': keys.help,
    Esc: keys.close,
    [`${modKey} S`]: keys.save,
  },
}

export default function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const me = useMe()
  const [letters, setLetters] = useState(letterKeys.on)
  // What the page behind the list has told when the list was opened.
  const [ofPage] = useState(keysOfPage)
  const going = nounsOf(me).map(({ key, label }) => [`g ${key}`, label] as const)
  const groups = [...ofPage, { title: keys.goTo, keys: Object.fromEntries(going) }, anywhere]
  return (
    <Dialog open title={keys.title} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(({ title, keys: named }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl>
              {Object.entries(named).map(([name, what]) => (
                <div key={name} className={styles.row}>
                  <dt>{what}</dt>
                  <dd>
                    {name.split(' ').map((one) => (
                      <Key key={one}>{one}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <div className={styles.letters}>
          <Tick
            label={keys.letters}
            checked={letters}
            onChange={(event) => {
              letterKeys.set(event.target.checked)
              setLetters(event.target.checked)
            }}
          />
          <p className={styles.hint}>{keys.lettersHint}</p>
        </div>
      </div>
    </Dialog>
  )
}
