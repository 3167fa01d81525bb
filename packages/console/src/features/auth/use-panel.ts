import { getRouteApi } from '@tanstack/react-router'
import { useState } from 'react'
import type { PanelName } from './account-search.ts'

const route = getRouteApi('/console/account/')

export interface PanelState {
  readonly shown: boolean
  readonly open: () => void
  readonly close: () => void
}

/** Open at the address that names it. Others stay open beside it, so that nothing begun in them is lost. */
export function usePanel(name: PanelName): PanelState {
  const { open } = route.useSearch()
  const navigate = route.useNavigate()
  const [shown, setShown] = useState(open === name)
  const [asked, setAsked] = useState(open)
  if (asked !== open) {
    setAsked(open)
    if (open === name) setShown(true)
  }
  return {
    shown,
    open: () => {
      setShown(true)
      void navigate({ search: { open: name }, replace: true, resetScroll: false })
    },
    close: () => {
      setShown(false)
      if (open === name) void navigate({ search: {}, replace: true, resetScroll: false })
    },
  }
}
