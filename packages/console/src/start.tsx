import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Providers } from './app/providers.tsx'
import { createQueries } from './app/query-client.ts'
import { createConsoleRouter } from './app/router.tsx'
import { watchSession } from './app/session.ts'
import './styles/tokens.css'
import './styles/base.css'
import { arrival } from './ui/arrival.ts'

const queries = createQueries()
const router = createConsoleRouter(queries)

watchSession(queries, () =>
  router.navigate({ to: '/sign-in', search: { to: router.state.location.href }, replace: true }),
)
router.subscribe('onBeforeNavigate', ({ fromLocation, pathChanged }) => {
  if (fromLocation && pathChanged) arrival.begin()
})

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <Providers queries={queries}>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
)
