import { ProblemError } from '@sallyport/client'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import {
  CalendarClock,
  ChevronLeft,
  FileText,
  Globe,
  type LucideIcon,
  Network,
  SquareDashed,
} from 'lucide-react'
import { useState } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { Page } from '../../ui/page.tsx'
import { toast } from '../../ui/toasts.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { type Because, createPolicy, type PolicyBody } from './calls.ts'
import { type Example, exampleNames } from './example-names.ts'
import { exampleText } from './examples.ts'
import { LockoutDialog } from './lockout-dialog.tsx'
import styles from './new-policy-page.module.css'
import { PolicyEditor } from './policy-editor.tsx'
import { policiesQuery } from './queries.ts'
import { texts } from './texts.ts'

const route = getRouteApi('/console/policies/new')

const icons: Readonly<Record<Example, LucideIcon>> = {
  countries: Globe,
  hours: CalendarClock,
  office: Network,
  documentation: FileText,
  blank: SquareDashed,
}

export default function NewPolicyPage() {
  const { example = 'countries' } = route.useSearch()
  return (
    <Page
      title={texts.fresh.title}
      lead={texts.fresh.lead}
      above={
        <Link to="/policies" className={styles.back}>
          <ChevronLeft size={14} aria-hidden />
          {texts.one.back}
        </Link>
      }
    >
      <nav aria-label={texts.fresh.examples}>
        <ul className={styles.examples}>
          {exampleNames.map((name) => {
            const Icon = icons[name]
            return (
              <li key={name}>
                <Link
                  to="/policies/new"
                  search={{ example: name }}
                  replace
                  resetScroll={false}
                  className={classNames(styles.example, name === example && styles.chosen)}
                  aria-current={name === example ? 'true' : undefined}
                >
                  <Icon size={16} aria-hidden />
                  <span>
                    <span className={styles.name}>{texts.examples[name].name}</span>
                    <span className={styles.text}>{texts.examples[name].text}</span>
                  </span>
                </Link>
              </li>
            )
          })}
        </ul>
      </nav>
      <Creating key={example} example={example} />
    </Page>
  )
}

/** Each example keeps its own draft: looking at another one loses nothing. */
function Creating({ example }: { readonly example: Example }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const draft = useDraft(`${me.id}/policies/new/${example}`, exampleText(example))
  const [tried, setTried] = useState('')
  const creating = useMutation({
    mutationFn: ({ body, because }: { body: PolicyBody; because: Because }) => createPolicy(body, because),
    onSuccess: async ({ id, name }) => {
      draft.forget()
      toast(texts.editor.created(name))
      await queries.invalidateQueries({ queryKey: policiesQuery.queryKey })
      await navigate({ to: '/policies/$id', params: { id } })
    },
  })
  const create = (body: PolicyBody, because: Because = {}) => {
    setTried(draft.value)
    creating.mutate({ body, because })
  }
  const lockout =
    creating.error instanceof ProblemError && creating.error.code === 'lockout' ? creating.error : undefined
  return (
    <>
      <PolicyEditor
        text={draft.value}
        onChange={draft.set}
        onSave={(body) => create(body)}
        saving={creating.isPending}
        refused={creating.error && !lockout ? { error: creating.error, text: tried } : undefined}
        blocked={whyNot(me, 'policies.create')}
        saveLabel={texts.editor.saveNew}
        cancel={
          <Button
            onClick={() => {
              draft.forget()
              void navigate({ to: '/policies' })
            }}
          >
            {draft.kept ? texts.editor.discard : texts.editor.cancel}
          </Button>
        }
      />
      {lockout && (
        <LockoutDialog
          refused={lockout}
          busy={creating.isPending}
          onForce={(reason) => create(JSON.parse(tried) as PolicyBody, { reason, force: true })}
          onClose={() => creating.reset()}
        />
      )}
    </>
  )
}
