import { ProblemError } from '@sallyport/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import type { CreatedApiToken } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { TextField, Tick } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Trouble } from '../../ui/states.tsx'
import { useDraft } from '../../ui/use-draft.ts'
import { dayFrom, expiryOf, type Lifetime, lifetimes, mostDays } from './expiry.ts'
import styles from './new-token.module.css'
import { createToken, rolesQuery, tokensQuery } from './queries.ts'
import { texts } from './texts.ts'

export interface NewTokenProps {
  readonly onMade: (token: CreatedApiToken) => void
  readonly onCancel: () => void
}

export function NewToken({ onMade, onCancel }: NewTokenProps) {
  const me = useMe()
  const queries = useQueryClient()
  const name = useDraft(`${me.id}/token/name`, '')
  const [roles, setRoles] = useState<readonly string[]>([])
  const [lifetime, setLifetime] = useState<Lifetime>('90')
  const [lastDay, setLastDay] = useState('')
  const [now] = useState(() => Date.now())
  const box = useRef<HTMLElement>(null)
  // In braces: newer browsers answer a promise, which is no clean-up.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const making = useMutation({
    mutationFn: createToken,
    onSuccess: (token) => {
      name.forget()
      void queries.invalidateQueries({ queryKey: tokensQuery.queryKey, exact: true })
      onMade(token)
    },
  })
  const missing =
    name.value.trim() === ''
      ? texts.form.nameMissing
      : lifetime === 'date' && lastDay === ''
        ? texts.form.dateMissing
        : undefined
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const expires = expiryOf(lifetime, lastDay, Date.now())
    if (missing === undefined && expires !== undefined && !making.isPending)
      making.mutate({ name: name.value, roles: [...roles], expires_at: expires })
  }

  return (
    <section ref={box} className={styles.box} aria-label={texts.create}>
      <form className={styles.form} onSubmit={submit}>
        <TextField
          label={texts.form.name}
          hint={texts.form.nameHint}
          name="token-name"
          autoComplete="off"
          maxLength={100}
          required
          autoFocus
          value={name.value}
          onChange={(event) => name.set(event.target.value)}
        />
        <RoleChoice chosen={roles} onChange={setRoles} />
        <div className={styles.part}>
          <p className={styles.label}>{texts.form.expiry}</p>
          <Segmented
            wrap
            label={texts.form.expiry}
            value={lifetime}
            options={[
              ...lifetimes.map((days) => ({ value: days, label: texts.form.days(Number(days)) })),
              { value: 'date', label: texts.form.until },
            ]}
            onChange={setLifetime}
          />
          {lifetime === 'date' && (
            <TextField
              type="date"
              label={texts.form.date}
              hint={texts.form.dateHint(mostDays)}
              min={dayFrom(now, 0)}
              max={dayFrom(now, mostDays - 1)}
              required
              value={lastDay}
              onChange={(event) => setLastDay(event.target.value)}
            />
          )}
        </div>
        {making.error && <NotMade error={making.error} />}
        <div className={styles.row}>
          <Button onClick={onCancel}>{texts.form.cancel}</Button>
          <Button type="submit" variant="primary" busy={making.isPending} disabledReason={missing}>
            {texts.form.submit}
          </Button>
        </div>
      </form>
    </section>
  )
}

/** Roles that one holds; who may everything can give each. */
function RoleChoice({
  chosen,
  onChange,
}: {
  readonly chosen: readonly string[]
  readonly onChange: (roles: readonly string[]) => void
}) {
  const me = useMe()
  const holdsAll = me.permissions.includes('*')
  const known = useQuery({ ...rolesQuery, enabled: whyNot(me, 'roles.read') === undefined })
  const offered = holdsAll ? (known.data?.map(({ name }) => name) ?? me.roles) : [...new Set(me.roles)]
  const meaning = new Map(known.data?.map(({ name, description }) => [name, description]))
  return (
    <fieldset className={styles.part}>
      <legend className={styles.label}>{texts.form.roles}</legend>
      <p className={styles.hint}>{offered.length === 0 ? texts.form.rolesNone : texts.form.rolesHint}</p>
      <div className={styles.roles}>
        {offered.map((role) => (
          <Tick
            key={role}
            label={
              <>
                {role}
                {meaning.get(role) && <span className={styles.meaning}>{meaning.get(role)}</span>}
              </>
            }
            checked={chosen.includes(role)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, role] : chosen.filter((one) => one !== role))
            }
          />
        ))}
      </div>
      {offered.length > 0 && chosen.length === 0 && <p className={styles.hint}>{texts.form.withoutRoles}</p>}
    </fieldset>
  )
}

function NotMade({ error }: { readonly error: Error }) {
  const problem = error instanceof ProblemError ? error : undefined
  return (
    <Trouble
      title={texts.form.failed}
      detail={problem?.problem.detail ?? error.message}
      requestId={problem?.requestId}
    />
  )
}
