import { useState } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Tick } from '../ui/field.tsx'
import { Key, letterKeys, modKey } from '../ui/keys.tsx'
import styles from './keys-help.module.css'
import { texts } from './texts.ts'

const { keys } = texts
const groups = [
  {
    title: keys.anywhere,
    rows: [
      [keys.palette, [modKey, 'K']],
      [keys.help, ['?']],
      [keys.close, ['esc']],
      [keys.save, [modKey, 'S']],
    ],
  },
  {
    title: keys.lists,
    rows: [
      [keys.next, ['j']],
      [keys.previous, ['k']],
      [keys.open, ['enter']],
      [keys.find, ['/']],
      [keys.create, ['n']],
    ],
  },
  { title: keys.policy, rows: [[keys.edit, ['e']]] },
] as const

export default function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  const [letters, setLetters] = useState(letterKeys.on)
  return (
    <Dialog open title={keys.title} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map(({ title, rows }) => (
          <section key={title}>
            <h3 className={styles.title}>{title}</h3>
            <dl>
              {rows.map(([what, names]) => (
                <div key={what} className={styles.row}>
                  <dt>{what}</dt>
                  <dd>
                    {names.map((name) => (
                      <Key key={name}>{name}</Key>
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
