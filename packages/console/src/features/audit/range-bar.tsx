import { type Ref, useEffect, useEffectEvent, useState } from 'react'
import { SearchField } from '../../ui/search-field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { CustomRange } from './custom-range.tsx'
import { type Filters, usualHours, withRange, withText } from './filters.ts'
import styles from './range-bar.module.css'
import { texts } from './texts.ts'

const presets = [1, 24, 168, 720, 'all'] as const

export interface RangeBarProps {
  readonly filters: Filters
  readonly asked: number
  readonly input: Ref<HTMLInputElement>
  readonly onChange: (filters: Filters, options?: { replace?: boolean }) => void
}

/** Of which time, and with which words. */
export function RangeBar({ filters, asked, input, onChange }: RangeBarProps) {
  const { hours = usualHours, since, until } = filters
  const chosen = since === undefined && until === undefined ? presets.find((one) => one === hours) : undefined
  const [opened, setOpened] = useState(false)
  const custom = chosen === undefined || opened
  return (
    <div className={styles.bar} role="search">
      <Segmented
        wrap
        label={texts.range.label}
        value={custom ? 'custom' : String(chosen)}
        options={[
          ...presets.map((one) => ({ value: String(one), label: texts.range.presets[one] })),
          { value: 'custom', label: texts.range.custom },
        ]}
        onChange={(value) => {
          const preset = presets.find((one) => String(one) === value)
          setOpened(preset === undefined)
          if (preset !== undefined) onChange(withRange(filters, { hours: preset }))
        }}
      />
      <div className={styles.find}>
        <TextFilter filters={filters} input={input} onChange={onChange} />
      </div>
      {custom && (
        <CustomRange
          key={`${since ?? ''} ${until ?? ''} ${hours}`}
          filters={filters}
          asked={asked}
          onChange={(range) => {
            setOpened(false)
            onChange(withRange(filters, range))
          }}
        />
      )}
    </div>
  )
}

const pause = 300

/** Asks when one stops typing; the address follows, and so does the field when the address changes by other means. */
function TextFilter({ filters, input, onChange }: Omit<RangeBarProps, 'asked'>) {
  const { q = '' } = filters
  const [typed, setTyped] = useState({ text: q, from: q })
  const text = typed.from === q ? typed.text : q
  const settle = useEffectEvent(() => {
    setTyped({ text, from: text.trim() === '' ? '' : text })
    onChange(withText(filters, text), { replace: true })
  })
  useEffect(() => {
    if (text === q) return
    const timer = setTimeout(settle, pause)
    return () => clearTimeout(timer)
  }, [text, q])
  return (
    <SearchField
      label={texts.find}
      shortcut="/"
      value={text}
      input={input}
      onChange={(next) => setTyped({ text: next, from: q })}
    />
  )
}
