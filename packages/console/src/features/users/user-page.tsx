import { ProblemError } from '@sallyport/client'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ChevronLeft, Ellipsis, RotateCcw } from 'lucide-react'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import type { User } from '../../api/types.ts'
import { useMe, whyNot } from '../../api/session.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { MenuButton } from '../../ui/menu-button.tsx'
import { Page } from '../../ui/page.tsx'
import { Bone, Loading, Trouble } from '../../ui/states.tsx'
import { userQuery } from './queries.ts'
import { StateBadges } from './state-badges.tsx'
import { texts } from './texts.ts'
import type { Act } from './user-acts.tsx'
import { UserFactors } from './user-factors.tsx'
import { UserFacts } from './user-facts.tsx'
import { UserGrants } from './user-grants.tsx'
import { UserNotes } from './user-notes.tsx'
import styles from './user-page.module.css'
import { UserSessions } from './user-sessions.tsx'

const UserMenuItems = lazy(() => import('./user-menu-items.tsx'))
const UserActs = lazy(() => import('./user-acts.tsx'))
const route = getRouteApi('/console/access/users/$id')

export default function UserPage() {
  const { id } = route.useParams()
  const { data, error, refetch } = useQuery(userQuery(id))
  const back = (
    <Link to="/access/users" className={styles.back}>
      <ChevronLeft size={14} aria-hidden />
      {texts.one.back}
    </Link>
  )
  if (data) return <UserView user={data} back={back} />
  if (error) {
    const problem = error instanceof ProblemError ? error : undefined
    return (
      <Page title={texts.trouble.one} above={back}>
        <Trouble
          title={problem?.problem.title ?? texts.trouble.one}
          detail={problem?.problem.detail ?? error.message}
          requestId={problem?.requestId}
          action={
            problem?.status !== 404 && <Button onClick={() => void refetch()}>{texts.trouble.retry}</Button>
          }
        />
      </Page>
    )
  }
  return (
    <Page title={texts.title} heading={<Bone width="240px" height={24} />} above={back}>
      <Loading>
        <div className={styles.skeleton}>
          <Bone height={96} />
          <Bone height={96} />
        </div>
      </Loading>
    </Page>
  )
}

function UserView({ user, back }: { readonly user: User; readonly back: ReactNode }) {
  const [act, setAct] = useState<Act>()
  const me = useMe()
  const forbidden = whyNot(me, 'users.update')
  return (
    <Page
      title={user.name}
      above={back}
      heading={user.name}
      lead={<StateBadges user={user} />}
      actions={
        <>
          {user.state === 'active' && (
            <Button
              icon={<RotateCcw size={15} aria-hidden />}
              disabledReason={forbidden}
              onClick={() => setAct({ is: 'reset' })}
            >
              {texts.reset.action}
            </Button>
          )}
          <MenuButton
            items={<UserMenuItems user={user} me={me} onAct={setAct} />}
            button={(props) => (
              <IconButton {...props} label={texts.one.more} plain variant="secondary">
                <Ellipsis size={16} aria-hidden />
              </IconButton>
            )}
          />
        </>
      }
    >
      <UserNotes user={user} forbidden={forbidden} onAct={setAct} />
      <div className={styles.columns}>
        <div className={styles.main}>
          <UserGrants user={user} forbidden={forbidden} onAct={setAct} />
          <UserFactors user={user} forbidden={forbidden} onAct={setAct} />
          <UserSessions user={user} forbidden={forbidden} onAct={setAct} />
        </div>
        <UserFacts user={user} />
      </div>
      <Suspense>{act && <UserActs user={user} act={act} onClose={() => setAct(undefined)} />}</Suspense>
    </Page>
  )
}
