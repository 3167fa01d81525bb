import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { toast } from '../ui/toasts.ts'
import { signOut } from './session.ts'
import { texts } from './texts.ts'

export function useSignOut(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    void signOut().then(
      async () => {
        await navigate({ to: '/sign-in' })
        queries.clear()
      },
      () => toast(texts.person.signOutFailed, { tone: 'deny' }),
    )
  }
}
