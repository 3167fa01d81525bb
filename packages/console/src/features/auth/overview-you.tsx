import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { meQuery } from '../../api/session.ts'
import type { Me } from '../../api/types.ts'
import { buttonClass } from '../../ui/button.tsx'
import { list } from '../../ui/language.ts'
import { LivePart } from '../../ui/live-part.tsx'
import { Bone } from '../../ui/states.tsx'
import { Time } from '../../ui/time.tsx'
import { texts } from './overview-texts.ts'
import styles from './overview-you.module.css'

const { you } = texts

/** Who is signed in, and the way to the own account. */
export function OverviewYou() {
  return (
    <LivePart
      title={you.title}
      failed={texts.failed}
      query={useQuery(meQuery)}
      shape={<Bone height={160} />}
      action={
        <Link to="/account" className={buttonClass({ size: 'small', variant: 'primary' })}>
          {you.action}
        </Link>
      }
    >
      {(me) => <Facts me={me} />}
    </LivePart>
  )
}

function Facts({ me }: { readonly me: Me }) {
  return (
    <>
      <p className={styles.name}>{me.name}</p>
      <dl className={styles.facts}>
        <div>
          <dt>{you.email}</dt>
          <dd>{me.email}</dd>
        </div>
        <div>
          <dt>{you.organization}</dt>
          <dd>{me.organization}</dd>
        </div>
        <div>
          <dt>{you.roles}</dt>
          <dd>{me.roles.length === 0 ? you.noRoles : list(me.roles)}</dd>
        </div>
        <div>
          <dt>{you.factor}</dt>
          <dd>{me.mfa_enabled ? you.has : you.hasNone}</dd>
        </div>
        {me.session && (
          <div>
            <dt>{you.since}</dt>
            <dd>
              <Time at={me.session.created_at} />
            </dd>
          </div>
        )}
      </dl>
    </>
  )
}
