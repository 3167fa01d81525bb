import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import { Plus, SearchX, ShieldPlus } from 'lucide-react'
import { lazy, Suspense, useRef } from 'react'
import { Button, buttonClass } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { Page } from '../../ui/page.tsx'
import { moveFocus } from '../../ui/row-focus.ts'
import { Bone, Empty, Loading, Trouble } from '../../ui/states.tsx'
import { byType, type Filters, narrow } from './filters.ts'
import styles from './policies-page.module.css'
import { PolicyCard } from './policy-card.tsx'
import { PolicyFilters } from './policy-filters.tsx'
import { policiesQuery } from './queries.ts'
import { texts } from './texts.ts'
import { toneStyle } from '../../ui/tone.ts'
import { typeTone } from './policy-types.ts'

const SwitchSheet = lazy(() => import('./switch-sheet.tsx'))
const route = getRouteApi('/console/policies')

export default function PoliciesPage() {
  const search = route.useSearch()
  const navigate = useNavigate({ from: '/policies' })
  const policies = useQuery(policiesQuery)
  const find = useRef<HTMLInputElement>(null)
  const { switch: asked, ...filters } = search

  const setFilters = (next: Filters) => void navigate({ search: next, replace: true })
  const ask = (id: string | undefined) =>
    void navigate({
      search: id === undefined ? filters : { ...filters, switch: id },
      replace: id === undefined,
      resetScroll: false,
    })
  useKeys(
    {
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      '/': () => find.current?.focus(),
      n: () => void navigate({ to: '/policies/new' }),
    },
    listKeys,
  )

  const all = policies.data ?? []
  const shown = narrow(all, filters)
  const askedPolicy = all.find(({ id }) => id === asked)
  return (
    <Page
      title={texts.title}
      lead={
        policies.data &&
        texts.lead(
          all.length,
          all.filter(({ enabled }) => enabled).length,
          all.filter(({ mode }) => mode === 'report').length,
        )
      }
      actions={
        <Link to="/policies/new" className={buttonClass({ variant: 'primary' })}>
          <Plus size={16} aria-hidden />
          {texts.create}
        </Link>
      }
    >
      {policies.error && !policies.data ? (
        <ListTrouble error={policies.error} onRetry={() => void policies.refetch()} />
      ) : !policies.data ? (
        <CardSkeletons />
      ) : all.length === 0 ? (
        <Empty
          icon={<ShieldPlus size={22} aria-hidden />}
          title={texts.empty.title}
          action={
            <Link to="/policies/new" className={buttonClass({ variant: 'primary' })}>
              {texts.empty.action}
            </Link>
          }
        >
          {texts.empty.text}
        </Empty>
      ) : (
        <>
          <PolicyFilters
            policies={all}
            filters={filters}
            found={shown.length}
            input={find}
            onChange={setFilters}
          />
          {shown.length === 0 && (
            <Empty
              icon={<SearchX size={22} aria-hidden />}
              title={texts.filter.none}
              action={<Button onClick={() => setFilters({})}>{texts.filter.clear}</Button>}
            >
              {texts.filter.noneText}
            </Empty>
          )}
          <div className={styles.groups}>
            {byType(shown).map(([type, those]) => (
              <section key={type} aria-labelledby={`type-${type}`}>
                <header className={styles.groupHeader} style={toneStyle(typeTone(type))}>
                  <h2 id={`type-${type}`} className={styles.groupName}>
                    {texts.types[type]}
                    <span className={styles.count}>{those.length}</span>
                  </h2>
                  <p className={styles.groupText}>{texts.typesLong[type]}</p>
                </header>
                <div className={styles.cards}>
                  {those.map((policy) => (
                    <PolicyCard key={policy.id} policy={policy} onAsk={ask} />
                  ))}
                </div>
              </section>
            ))}
          </div>
        </>
      )}
      <Suspense>
        {askedPolicy && <SwitchSheet policy={askedPolicy} onClose={() => ask(undefined)} />}
      </Suspense>
    </Page>
  )
}

const listKeys = {
  title: texts.title,
  keys: {
    j: texts.keys.next,
    k: texts.keys.previous,
    Enter: texts.keys.open,
    '/': texts.keys.search,
    n: texts.keys.create,
  },
}

function ListTrouble({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const requestId = error instanceof ProblemError ? error.requestId : undefined
  return (
    <Trouble
      title={texts.trouble.list}
      detail={error.message}
      requestId={requestId}
      action={<Button onClick={onRetry}>{texts.trouble.retry}</Button>}
    />
  )
}

function CardSkeletons() {
  return (
    <Loading>
      <div className={styles.cards}>
        {[3, 3, 3].map((rules, index) => (
          <div key={index} className={styles.skeleton}>
            <Bone width="40px" height={40} />
            <div className={styles.skeletonLines}>
              <Bone width="180px" height={16} />
              <Bone width="60%" />
              {Array.from({ length: rules }, (_, rule) => (
                <Bone key={rule} width={`${28 - rule * 5}%`} height={10} />
              ))}
            </div>
          </div>
        ))}
      </div>
    </Loading>
  )
}
