import type { ReactNode } from 'react'
import { buttonClass } from '../../ui/button.tsx'
import { AuthFrame } from './auth-frame.tsx'
import { texts } from './texts.ts'

/** A page that has nothing to do here, and the way to the sign-in page. */
export function DeadEnd({ title, text }: { readonly title: string; readonly text: ReactNode }) {
  return (
    <AuthFrame title={title} lead={text}>
      <a href="/sign-in" className={buttonClass({ variant: 'secondary', wide: true })}>
        {texts.setup.toSignIn}
      </a>
    </AuthFrame>
  )
}
