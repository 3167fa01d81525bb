import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { ChevronLeft, Ellipsis, FileText, Pencil } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { Policy } from '../../api/types.ts'
import { useMe, whyNot } from '../../api/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copyable.tsx'
import { formatJson } from '../../ui/json-text.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Bone, Loading, Note, Trouble } from '../../ui/states.tsx'
import { PolicyBadges, TypeIcon } from './badges.tsx'
import { Rules } from './policy-card.tsx'
import { PolicyFacts } from './policy-facts.tsx'
import { PolicyHistory } from './policy-history.tsx'
import styles from './policy-page.module.css'
import { PolicySwitch } from './policy-switch.tsx'
import { policyQuery } from './queries.ts'
import { StatementList } from './statement-list.tsx'
import { texts } from './texts.ts'
import { views } from './views.ts'

const pageKeys = { title: texts.keys.title, keys: { e: texts.keys.edit } }

const PolicyMenuItems = lazy(() => import('./policy-menu-items.tsx'))
const DeleteDialog = lazy(() => import('./delete-dialog.tsx'))
const SwitchSheet = lazy(() => import('./switch-sheet.tsx'))
const route = getRouteApi('/console/policies/$id')

export default function PolicyPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(policyQuery(id))
  const back = (
    <Link to="/policies" className={styles.back}>
      <ChevronLeft size={14} aria-hidden />
      {texts.one.back}
    </Link>
  )
  if (data) return <PolicyView policy={data.policy} back={back} />
  if (error) {
    const problem = error instanceof ProblemError ? error : undefined
    const missing = problem?.status === 404
    return (
      <Page title={missing ? texts.one.missing : texts.trouble.one} above={back}>
        <Trouble
          title={problem?.problem.detail ?? error.message}
          detail={missing && texts.one.missingText}
          requestId={problem?.requestId}
          action={!missing && <Button onClick={() => void refetch()}>{texts.trouble.retry}</Button>}
        />
      </Page>
    )
  }
  return (
    <Page title={texts.title} heading={<Bone width="240px" height={24} />} above={back}>
      <Loading>
        <div className={styles.skeleton}>
          <Bone height={72} />
          <Bone height={72} />
          <Bone height={72} />
        </div>
      </Loading>
    </Page>
  )
}

function PolicyView({ policy, back }: { readonly policy: Policy; readonly back: ReactNode }) {
  const { view, switch: asked } = route.useSearch()
  const navigate = useNavigate({ from: '/policies/$id' })
  const [removing, setRemoving] = useState(false)
  const me = useMe()
  const forbidden = whyNot(me, 'policies.update')
  const edit = () => void navigate({ to: '/policies/$id/edit', params: { id: policy.id } })
  const show = (next: string) => {
    const found = views.find((one) => one === next)
    if (found)
      void navigate({
        search: found === 'sentence' ? {} : { view: found },
        replace: true,
        resetScroll: false,
      })
  }
  const ask = (open: boolean) =>
    void navigate({
      search: { ...(view && { view }), ...(open && { switch: true }) },
      replace: !open,
      resetScroll: false,
    })
  useKeys({ e: () => forbidden === undefined && edit() }, pageKeys)

  return (
    <Page
      title={policy.name}
      above={back}
      heading={
        <span className={styles.heading}>
          <TypeIcon type={policy.type} large />
          {policy.name}
        </span>
      }
      actions={
        <>
          <PolicySwitch policy={policy} onAsk={() => ask(true)} />
          <Button icon={<Pencil size={15} aria-hidden />} disabledReason={forbidden} onClick={edit}>
            {texts.one.edit}
          </Button>
          <MenuButton
            items={
              <PolicyMenuItems forbidden={whyNot(me, 'policies.delete')} onDelete={() => setRemoving(true)} />
            }
            button={(props) => (
              <IconButton {...props} label={texts.one.more} plain variant="secondary">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            )}
          />
        </>
      }
    >
      <div className={styles.about}>
        <div className={styles.badges}>
          <PolicyBadges policy={policy} />
        </div>
        {policy.description !== '' && <p className={styles.description}>{policy.description}</p>}
      </div>
      <div className={styles.columns}>
        <Tabs.Root value={view ?? 'sentence'} onValueChange={show} className={styles.main}>
          <Tabs.List className={styles.tabs} aria-label={texts.one.viewsLabel}>
            {views.map((one) => (
              <Tabs.Trigger key={one} value={one} className={styles.tab}>
                {texts.one.views[one]}
              </Tabs.Trigger>
            ))}
          </Tabs.List>
          <Tabs.Content value="sentence" className={styles.panel}>
            <SentenceView policy={policy} />
          </Tabs.Content>
          <Tabs.Content value="json" className={styles.panel}>
            <div className={styles.json}>
              <JsonView value={policy} label={texts.one.jsonLabel} />
              <div className={styles.copy}>
                <CopyButton value={formatJson(policy)} size="small">
                  {texts.one.copyJson}
                </CopyButton>
              </div>
            </div>
          </Tabs.Content>
          <Tabs.Content value="history" className={styles.panel}>
            <PolicyHistory id={policy.id} />
          </Tabs.Content>
        </Tabs.Root>
        <PolicyFacts policy={policy} />
      </div>
      <Suspense>
        {removing && <DeleteDialog policy={policy} onClose={() => setRemoving(false)} />}
        {asked && <SwitchSheet policy={policy} onClose={() => ask(false)} />}
      </Suspense>
    </Page>
  )
}

function SentenceView({ policy }: { readonly policy: Policy }) {
  if (policy.enforced) {
    return (
      <div className={styles.documentation}>
        {policy.warnings?.map((warning) => (
          <Note key={warning} tone="report">
            {warning}
          </Note>
        ))}
        <StatementList policy={policy} />
      </div>
    )
  }
  return (
    <div className={styles.documentation}>
      <Note title={texts.one.noStatements}>{texts.one.noStatementsText}</Note>
      <div className={styles.documented}>
        <h2 className={styles.documentedTitle}>
          <FileText size={15} aria-hidden />
          {texts.one.documented}
        </h2>
        <Rules policy={policy} />
      </div>
    </div>
  )
}
