import { Ban, CircleCheck, LogOut, Mail, Trash2, UnlockKeyhole } from 'lucide-react'
import { whyNot } from '../../api/session.ts'
import type { Me, User } from '../../api/types.ts'
import { MenuItem } from '../../ui/menu.tsx'
import { texts } from './texts.ts'
import type { Act } from './user-acts.tsx'

export interface UserMenuItemsProps {
  readonly user: User
  readonly me: Me
  readonly onAct: (act: Act) => void
}

export default function UserMenuItems({ user, me, onAct }: UserMenuItemsProps) {
  const update = whyNot(me, 'users.update')
  return (
    <>
      {user.state === 'invited' && (
        <MenuItem
          icon={<Mail size={15} aria-hidden />}
          disabledReason={update}
          onSelect={() => onAct({ is: 'renew' })}
        >
          {texts.invitation.renew}
        </MenuItem>
      )}
      <MenuItem
        icon={<UnlockKeyhole size={15} aria-hidden />}
        disabledReason={update}
        onSelect={() => onAct({ is: 'unlock' })}
      >
        {texts.unlock.action}
      </MenuItem>
      {user.state === 'active' && (
        <MenuItem
          icon={<LogOut size={15} aria-hidden />}
          disabledReason={update}
          onSelect={() => onAct({ is: 'end-all' })}
        >
          {texts.sessions.endAll}
        </MenuItem>
      )}
      {user.state === 'disabled' ? (
        <MenuItem
          icon={<CircleCheck size={15} aria-hidden />}
          disabledReason={update}
          onSelect={() => onAct({ is: 'enable' })}
        >
          {texts.enable.action}
        </MenuItem>
      ) : (
        <MenuItem
          danger
          icon={<Ban size={15} aria-hidden />}
          disabledReason={update}
          onSelect={() => onAct({ is: 'disable' })}
        >
          {texts.disable.action}
        </MenuItem>
      )}
      <MenuItem
        danger
        icon={<Trash2 size={15} aria-hidden />}
        disabledReason={whyNot(me, 'users.delete')}
        onSelect={() => onAct({ is: 'delete' })}
      >
        {texts.remove.action}
      </MenuItem>
    </>
  )
}
