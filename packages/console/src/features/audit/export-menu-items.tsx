import { useQuery } from '@tanstack/react-query'
import { Braces, Sheet } from 'lucide-react'
import { MenuItem, MenuLine } from '../../ui/menu.tsx'
import { toast } from '../../ui/toasts.ts'
import { exportAddress, exportFormats } from './calls.ts'
import type { Question } from './filters.ts'
import styles from './export-menu-items.module.css'
import { summaryQuery } from './queries.ts'
import { totalWords } from './range-words.ts'
import { texts } from './texts.ts'
import type { Audit } from './use-audit.ts'

const icons = { csv: Sheet, jsonl: Braces } as const

export default function ExportMenuItems({ audit }: { readonly audit: Audit }) {
  const question = upToShown(audit)
  const { data, error } = useQuery(summaryQuery(question, 0, 1))
  const rows = data && (data.total_is_lower_bound ? totalWords(data) : texts.exporting.rows(data.total))
  return (
    <>
      <p className={styles.words}>{texts.exporting.exactly}</p>
      <MenuLine />
      {exportFormats.map((format) => {
        const Icon = icons[format]
        return (
          <MenuItem
            key={format}
            icon={<Icon size={15} aria-hidden />}
            onSelect={() => {
              fetchFile(exportAddress(question, format))
              if (rows !== undefined) toast(texts.exporting.started(rows))
            }}
          >
            {texts.exporting[format]}
            <span className={styles.rows}>{rows ?? (error ? '' : texts.exporting.counting)}</span>
          </MenuItem>
        )
      })}
    </>
  )
}

/** The question up to the newest event that is shown: what came since is not in the file, as it is not in the list. */
function upToShown({ question, rows }: Audit): Question {
  const newest = rows[0]?.timestamp
  return newest === undefined
    ? question
    : { ...question, until: new Date(Date.parse(newest) + 1).toISOString() }
}

function fetchFile(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}
