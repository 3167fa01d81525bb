import { register } from './calls.ts'
import { DeadEnd } from './dead-end.tsx'
import { NewAccount } from './new-account.tsx'
import { texts } from './texts.ts'
import { useFragment } from './use-fragment.ts'

export default function RegisterPage() {
  const invitation = useFragment('invitation')
  if (invitation === undefined)
    return <DeadEnd title={texts.register.noToken.title} text={texts.register.noToken.text} />
  return (
    <NewAccount
      title={texts.register.title}
      lead={texts.register.lead}
      submit={texts.register.submit}
      asks={['name', 'email']}
      send={({ name, email, password }) => register({ invitation, name, email, password })}
    />
  )
}
