import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { isSetupRequired, setUp } from './calls.ts'
import { DeadEnd } from './dead-end.tsx'
import { NewAccount } from './new-account.tsx'
import { texts } from './texts.ts'
import { useFragment } from './use-fragment.ts'

export default function SetupPage() {
  const token = useFragment('token')
  const [sent, setSent] = useState(false)
  const setup = useQuery({ queryKey: ['setup'], queryFn: isSetupRequired, retry: false })

  // Once it was sent from here, that it is done is no news: the way on leads through a second factor.
  if (!sent && setup.data?.required === false)
    return <DeadEnd title={texts.setup.done.title} text={texts.setup.done.text} />
  if (token === undefined)
    return <DeadEnd title={texts.setup.noToken.title} text={texts.setup.noToken.text} />
  return (
    <NewAccount
      title={texts.setup.title}
      lead={texts.setup.lead}
      submit={texts.setup.submit}
      asks={['organization', 'name', 'email']}
      send={async (values) => {
        const answer = await setUp({ token, ...values })
        setSent(true)
        return answer
      }}
    />
  )
}
