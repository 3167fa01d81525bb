import { type ComponentProps, lazy, type ReactNode, Suspense, useState } from 'react'

const loadMenu = () => import('./menu.tsx').then((module) => ({ default: module.Menu }))
const LazyMenu = lazy(loadMenu)

export interface MenuButtonProps {
  /** The button, without `onClick`: it opens the menu. */
  readonly button: (props: ComponentProps<'button'>) => ReactNode
  /** The items; a lazy component, so that they come with the menu. */
  readonly items: ReactNode
  readonly side?: 'top' | 'bottom'
  readonly align?: 'start' | 'end'
}

/** A button with a menu whose script comes when somebody reaches for it. */
export function MenuButton({ button, items, ...place }: MenuButtonProps) {
  const [wanted, setWanted] = useState(false)
  const [open, setOpen] = useState(false)
  const reach = () => void loadMenu()
  const closed = button({
    'aria-haspopup': 'menu',
    'aria-expanded': open,
    onPointerEnter: reach,
    onFocus: reach,
    onClick: () => {
      setWanted(true)
      setOpen(true)
    },
  })
  if (!wanted) return closed
  return (
    <Suspense fallback={closed}>
      <LazyMenu {...place} trigger={button({})} open={open} onOpenChange={setOpen}>
        {items}
      </LazyMenu>
    </Suspense>
  )
}
