import { ProblemError } from '@sallyport/client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Policy } from '../../api/types.ts'
import { useMe, whyNot } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { Bone, Loading, Note, Trouble } from '../../ui/states.tsx'
import { toast } from '../../ui/toasts.ts'
import { useDraft } from '../../ui/use-draft.ts'
import { type Because, editableText, type PolicyBody, replacePolicy } from './calls.ts'
import { ConflictView } from './conflict-view.tsx'
import styles from './edit-policy-page.module.css'
import { LockoutDialog } from './lockout-dialog.tsx'
import { PolicyEditor } from './policy-editor.tsx'
import { policiesQuery, policyQuery } from './queries.ts'
import { texts } from './texts.ts'

const route = getRouteApi('/console/policies/$id/edit')

export default function EditPolicyPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery({ ...policyQuery(id), refetchOnWindowFocus: false })
  const back = (
    <Link to="/policies/$id" params={{ id }} className={styles.back}>
      <ChevronLeft size={14} aria-hidden />
      {data?.policy.name ?? texts.one.back}
    </Link>
  )
  if (data) return <Editing key={id} policy={data.policy} etag={data.etag} back={back} />
  return (
    <Page title={texts.editor.title('')} heading={<Bone width="240px" height={24} />} above={back}>
      {error ? (
        <Trouble
          title={texts.trouble.one}
          detail={error.message}
          requestId={error instanceof ProblemError ? error.requestId : undefined}
          action={<Button onClick={() => void refetch()}>{texts.trouble.retry}</Button>}
        />
      ) : (
        <Loading>
          <Bone height={360} />
        </Loading>
      )}
    </Page>
  )
}

/** What is kept of an edit: the text, and the version it began from. */
interface Draft {
  readonly text: string
  readonly etag: string | undefined
}

interface EditingProps {
  readonly policy: Policy
  readonly etag: string | undefined
  readonly back: ReactNode
}

function Editing({ policy, etag, back }: EditingProps) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const [original, setOriginal] = useState({ text: editableText(policy), etag })
  const stored = useDraft(`${me.id}/policies/${policy.id}`, '')
  const [restored] = useState(stored.kept)
  const draft = stored.value === '' ? original : (JSON.parse(stored.value) as Draft)
  const [reason, setReason] = useState('')
  const [theirs, setTheirs] = useState<{ policy: Policy; etag: string | undefined }>()
  const [tried, setTried] = useState('')

  const set = (next: Draft) => stored.set(JSON.stringify(next))
  const leave = () => navigate({ to: '/policies/$id', params: { id: policy.id } })
  const saving = useMutation({
    mutationFn: ({ body, because, base }: { body: PolicyBody; because: Because; base: string | undefined }) =>
      replacePolicy(policy.id, body, { ...because, etag: base }),
    onSuccess: async (saved) => {
      stored.forget()
      toast(texts.editor.saved(saved.name))
      await queries.invalidateQueries({ queryKey: policiesQuery.queryKey })
      await leave()
    },
    onError: async (error) => {
      if (!(error instanceof ProblemError) || error.code !== 'policy-changed') return
      setTheirs(await queries.query({ ...policyQuery(policy.id), staleTime: 0 }))
    },
  })
  const save = (body: PolicyBody, because: Because = {}, base = draft.etag) => {
    setTried(draft.text)
    saving.mutate({ body, because: { reason, ...because }, base })
  }
  const lockout =
    saving.error instanceof ProblemError && saving.error.code === 'lockout' ? saving.error : undefined
  const conflicting = saving.error instanceof ProblemError && saving.error.code === 'policy-changed'
  const unchanged = draft.text === original.text

  const takeTheirs = () => {
    if (!theirs) return
    setOriginal({ text: editableText(theirs.policy), etag: theirs.etag })
    stored.forget()
    setTheirs(undefined)
    saving.reset()
  }
  const goOn = () => {
    if (theirs) set({ text: draft.text, etag: theirs.etag })
    setTheirs(undefined)
    saving.reset()
  }

  return (
    <Page title={texts.editor.title(policy.name)} above={back}>
      {theirs ? (
        <ConflictView
          mine={draft.text}
          theirs={theirs.policy}
          busy={saving.isPending}
          onKeepMine={() => save(JSON.parse(draft.text) as PolicyBody, {}, theirs.etag)}
          onTakeTheirs={takeTheirs}
          onGoOn={goOn}
        />
      ) : (
        <PolicyEditor
          text={draft.text}
          onChange={(text) => set({ text, etag: draft.etag })}
          onSave={(body) => save(body)}
          saving={saving.isPending}
          refused={
            saving.error && !lockout && !conflicting ? { error: saving.error, text: tried } : undefined
          }
          blocked={whyNot(me, 'policies.update') ?? (unchanged ? texts.editor.nothing : undefined)}
          saveLabel={texts.editor.save}
          above={
            restored &&
            !unchanged && (
              <Note>
                {texts.editor.kept}{' '}
                <button type="button" className={styles.discard} onClick={stored.forget}>
                  {texts.editor.discard}
                </button>
              </Note>
            )
          }
          beside={
            <div className={styles.reason}>
              <TextField
                label={texts.editor.reason}
                optional={texts.sheet.optional}
                maxLength={500}
                placeholder={texts.editor.reasonHint}
                value={reason}
                onChange={(event) => setReason(event.target.value)}
              />
            </div>
          }
          cancel={
            <Button
              onClick={() => {
                stored.forget()
                void leave()
              }}
            >
              {unchanged ? texts.editor.cancel : texts.editor.discard}
            </Button>
          }
        />
      )}
      {lockout && (
        <LockoutDialog
          refused={lockout}
          busy={saving.isPending}
          onForce={(because) => save(JSON.parse(tried) as PolicyBody, { reason: because, force: true })}
          onClose={() => saving.reset()}
        />
      )}
    </Page>
  )
}
