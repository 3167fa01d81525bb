import { useNavigate } from '@tanstack/react-router'
import type { User, UserFactor } from '../../api/types.ts'
import { toast } from '../../ui/toasts.ts'
import { ActSheet } from './act-sheet.tsx'
import { changeUser, deleteUser, endSession, endSessions, removeFactor, unlockUser } from './calls.ts'
import { RenewedInvitation } from './renewed-invitation.tsx'
import { ResetSheet } from './reset-sheet.tsx'
import { RolesSheet } from './roles-sheet.tsx'
import { texts } from './texts.ts'

/** What is about to be done to somebody. */
export type Act =
  | { readonly is: 'reset' | 'roles' | 'renew' | 'disable' | 'enable' | 'delete' | 'unlock' | 'end-all' }
  | { readonly is: 'end-one'; readonly session: string }
  | { readonly is: 'remove-factor'; readonly factor: UserFactor }

export interface UserActsProps {
  readonly user: User
  readonly act: Act
  readonly onClose: () => void
}

/** The sheet of one act: each says what will happen before it does. */
export default function UserActs({ user, act, onClose }: UserActsProps) {
  const navigate = useNavigate()
  const { id, name, open_sessions: sessions } = user
  const done = (words: string) => {
    toast(words)
    onClose()
  }
  const common = { draft: `${id}/${act.is}`, onClose }
  switch (act.is) {
    case 'reset':
      return <ResetSheet user={user} onClose={onClose} />
    case 'roles':
      return <RolesSheet user={user} onClose={onClose} />
    case 'renew':
      return <RenewedInvitation user={user} onClose={onClose} />
    case 'disable':
      return (
        <ActSheet
          {...common}
          danger
          title={texts.disable.sheet(name)}
          says={texts.disable.says(sessions)}
          confirm={texts.disable.confirm}
          run={(because) => changeUser(id, { state: 'disabled' }, because)}
          onDone={() => done(texts.disable.done(name))}
        />
      )
    case 'enable':
      return (
        <ActSheet
          {...common}
          title={texts.enable.sheet(name)}
          says={user.invitation_expires_at === null ? texts.enable.says : texts.enable.saysInvited}
          confirm={texts.enable.confirm}
          run={(because) => changeUser(id, { state: 'active' }, because)}
          onDone={() => done(texts.enable.done(name))}
        />
      )
    case 'delete':
      return (
        <ActSheet
          {...common}
          danger
          title={texts.remove.sheet(name)}
          says={texts.remove.says(sessions)}
          confirm={texts.remove.confirm}
          run={(because) => deleteUser(id, because)}
          onDone={() => {
            done(texts.remove.done(name))
            void navigate({ to: '/access/users' })
          }}
        />
      )
    case 'unlock':
      return (
        <ActSheet
          {...common}
          title={texts.unlock.sheet(name)}
          says={texts.unlock.says}
          confirm={texts.unlock.confirm}
          run={(because) => unlockUser(id, because)}
          onDone={() => done(texts.unlock.done(name))}
        />
      )
    case 'end-all':
      return (
        <ActSheet
          {...common}
          danger
          title={texts.sessions.sheet(name)}
          says={texts.sessions.says(sessions)}
          confirm={texts.sessions.endAll}
          run={(because) => endSessions(id, because)}
          onDone={({ sessions_ended: ended }) => done(texts.sessions.done(ended))}
        />
      )
    case 'end-one':
      return (
        <ActSheet
          {...common}
          danger
          title={texts.sessions.sheetOne}
          says={texts.sessions.says(1)}
          confirm={texts.sessions.sheetOne}
          run={(because) => endSession(id, act.session, because)}
          onDone={() => done(texts.sessions.done(1))}
        />
      )
    case 'remove-factor':
      return (
        <ActSheet
          {...common}
          danger
          title={texts.factors.sheet(act.factor.name)}
          says={texts.factors.says(name, user.factor_coverage.webauthn + user.factor_coverage.totp === 1)}
          confirm={texts.factors.confirm}
          run={(because) => removeFactor(id, act.factor.id, because)}
          onDone={() => done(texts.factors.done(act.factor.name))}
        />
      )
  }
}
