import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { KeySquare, Plus } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import type { ApiToken, CreatedApiToken } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Bone, Empty, Loading, Trouble } from '../../ui/states.tsx'
import { MadeToken } from './made-token.tsx'
import { NewToken } from './new-token.tsx'
import { tokensQuery } from './queries.ts'
import { texts } from './texts.ts'
import { TokenTable } from './token-table.tsx'
import styles from './tokens-page.module.css'

const route = getRouteApi('/console/account/tokens')
const RevokeSheet = lazy(() => import('./revoke-sheet.tsx'))

/** One's API tokens; with the permission to see them, everybody's. */
export default function TokensPage() {
  const me = useMe()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const [made, setMade] = useState<CreatedApiToken>()
  const [revoking, setRevoking] = useState<ApiToken>()
  const seesAll = whyNot(me, 'tokens.read') === undefined
  const everybody = seesAll && search.whose === 'everybody'
  const showForm = (shown: boolean) =>
    void navigate({
      search: ({ new: _new, ...rest }) => (shown ? { ...rest, new: true as const } : rest),
      replace: true,
      resetScroll: false,
    })

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <p className={styles.lead}>{texts.lead}</p>
        {!search.new && (
          <Button variant="primary" icon={<Plus size={16} aria-hidden />} onClick={() => showForm(true)}>
            {texts.create}
          </Button>
        )}
      </div>
      {made && <MadeToken token={made} onDone={() => setMade(undefined)} />}
      {search.new && (
        <NewToken
          onMade={(token) => {
            setMade(token)
            showForm(false)
          }}
          onCancel={() => showForm(false)}
        />
      )}
      {seesAll && (
        <Segmented
          label={texts.whose}
          value={everybody ? 'everybody' : 'mine'}
          options={[
            { value: 'mine', label: texts.mine },
            { value: 'everybody', label: texts.everybody },
          ]}
          onChange={(whose) =>
            void navigate({
              search: ({ whose: _whose, ...rest }) =>
                whose === 'everybody' ? { ...rest, whose: 'everybody' as const } : rest,
              replace: true,
            })
          }
        />
      )}
      <TokenList
        everybody={everybody}
        onRevoke={setRevoking}
        onCreate={search.new ? undefined : () => showForm(true)}
      />
      <Suspense>
        {revoking && <RevokeSheet token={revoking} onClose={() => setRevoking(undefined)} />}
      </Suspense>
    </div>
  )
}

function TokenList({
  everybody,
  onRevoke,
  onCreate,
}: {
  readonly everybody: boolean
  readonly onRevoke: (token: ApiToken) => void
  /** Absent while the form is open. */
  readonly onCreate: (() => void) | undefined
}) {
  const me = useMe()
  const { data, error, refetch } = useQuery(tokensQuery)
  if (error && !data)
    return (
      <Trouble
        title={texts.loadFailed}
        detail={error instanceof ProblemError ? error.problem.detail : error.message}
        requestId={error instanceof ProblemError ? error.requestId : undefined}
        action={<Button onClick={() => void refetch()}>{texts.retry}</Button>}
      />
    )
  if (!data)
    return (
      <Loading>
        <div className={styles.skeleton}>
          <Bone height={40} />
          <Bone height={40} />
        </div>
      </Loading>
    )
  const tokens = everybody ? data : data.filter(({ owner }) => owner?.id === me.id)
  if (tokens.length === 0)
    return (
      <Empty
        icon={<KeySquare size={22} aria-hidden />}
        title={texts.empty.title}
        action={onCreate && <Button onClick={onCreate}>{texts.empty.action}</Button>}
      >
        {everybody ? texts.empty.everybody : texts.empty.text}
      </Empty>
    )
  return <TokenTable tokens={tokens} showOwner={everybody} onRevoke={onRevoke} />
}
