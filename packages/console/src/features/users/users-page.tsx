import { ProblemError } from '@sallyport/client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { SearchX, UserPlus } from 'lucide-react'
import { lazy, Suspense, useRef } from 'react'
import { useMe, whyNot } from '../../api/session.ts'
import { Button } from '../../ui/button.tsx'
import { useKeys } from '../../ui/keys.tsx'
import { Page } from '../../ui/page.tsx'
import { moveFocus } from '../../ui/row-focus.ts'
import { Bone, Empty, Loading, Trouble } from '../../ui/states.tsx'
import type { UserFilters } from './filters.ts'
import { usersQuery } from './queries.ts'
import { texts } from './texts.ts'
import { UserFiltersBar } from './user-filters.tsx'
import { UserTable } from './user-table.tsx'
import styles from './users.module.css'

const listKeys = {
  title: texts.title,
  keys: {
    j: texts.keys.next,
    k: texts.keys.previous,
    Enter: texts.keys.open,
    '/': texts.keys.search,
    n: texts.invite,
  },
}

const InviteDialog = lazy(() => import('./invite-dialog.tsx'))
const route = getRouteApi('/console/access/users')

export default function UsersPage() {
  const { invite, ...filters } = route.useSearch()
  const navigate = useNavigate({ from: '/access/users' })
  const me = useMe()
  const people = useInfiniteQuery({ ...usersQuery(filters), placeholderData: (before) => before })
  const find = useRef<HTMLInputElement>(null)
  const forbidden = whyNot(me, 'users.create')
  const setFilters = (next: UserFilters) => void navigate({ search: next, replace: true })
  const ask = (open: boolean) =>
    void navigate({ search: { ...filters, ...(open && { invite: true as const }) }, replace: !open })
  useKeys(
    {
      j: () => moveFocus(1),
      k: () => moveFocus(-1),
      '/': () => find.current?.focus(),
      n: () => forbidden === undefined && ask(true),
    },
    listKeys,
  )
  const users = people.data?.pages.flatMap((page) => page.users)
  return (
    <Page
      wide
      title={texts.title}
      lead={users && texts.lead(users.length, people.hasNextPage)}
      actions={
        <Button
          variant="primary"
          icon={<UserPlus size={16} aria-hidden />}
          disabledReason={forbidden}
          onClick={() => ask(true)}
        >
          {texts.invite}
        </Button>
      }
    >
      <UserFiltersBar filters={filters} input={find} onChange={setFilters} />
      {people.error && !users ? (
        <Trouble
          title={texts.trouble.list}
          detail={people.error.message}
          requestId={people.error instanceof ProblemError ? people.error.requestId : undefined}
          action={<Button onClick={() => void people.refetch()}>{texts.trouble.retry}</Button>}
        />
      ) : !users ? (
        <Skeleton />
      ) : users.length === 0 ? (
        <Empty
          icon={<SearchX size={22} aria-hidden />}
          title={texts.filter.none}
          action={<Button onClick={() => setFilters({})}>{texts.filter.clear}</Button>}
        >
          {texts.filter.noneText}
        </Empty>
      ) : (
        <UserTable users={users} />
      )}
      {people.hasNextPage && (
        <div className={styles.more}>
          <Button busy={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {texts.more}
          </Button>
        </div>
      )}
      <Suspense>{invite && <InviteDialog onClose={() => ask(false)} />}</Suspense>
    </Page>
  )
}

function Skeleton() {
  return (
    <Loading>
      <div className={styles.frame}>
        <div className={styles.skeleton}>
          {[60, 80, 70, 90].map((width) => (
            <Bone key={width} width={`${width}%`} height={16} />
          ))}
        </div>
      </div>
    </Loading>
  )
}
