import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { endedReason } from '../api/session.ts'
import { exampleOf } from '../features/policies/example-names.ts'
import { type Filters, filtersOf } from '../features/policies/filters.ts'
import { policiesQuery, policyQuery } from '../features/policies/queries.ts'
import { policySearchOf } from '../features/policies/views.ts'
import { MissingPage, Pending, TroublePage } from './plain-pages.tsx'
import { requireRestricted, requireSession } from './session.ts'

type Search = Record<string, unknown>

/** Asked for before the page is there; the page shows its shape meanwhile, and its own words if it fails. */
const ahead = (asked: Promise<unknown>) => void asked.catch(() => undefined)

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Search): { to?: string } => (typeof to === 'string' ? { to } : {}),
  loader: () => ({ reason: endedReason.read() }),
  component: lazyRouteComponent(() => import('../features/auth/sign-in-page.tsx')),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../features/auth/setup-page.tsx')),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('../features/auth/register-page.tsx')),
})

const enrol = createRoute({
  getParentRoute: () => root,
  path: '/enrol',
  beforeLoad: ({ context }) => requireRestricted(context.queries),
  component: lazyRouteComponent(() => import('../features/auth/enrol-page.tsx')),
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- the router's way of leading elsewhere
    throw redirect({ to: '/policies', replace: true })
  },
})

/** Everything for which one is signed in, with the rail around it. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: ({ context, location }) => requireSession(context.queries, location.href),
  component: lazyRouteComponent(() => import('./shell.tsx')),
})

const policies = createRoute({
  getParentRoute: () => inside,
  path: '/policies',
  validateSearch: (search: Search): Filters & { switch?: string } => ({
    ...filtersOf(search),
    ...(typeof search['switch'] === 'string' && { switch: search['switch'] }),
  }),
  loader: ({ context }) => ahead(context.queries.query(policiesQuery)),
  component: lazyRouteComponent(() => import('../features/policies/policies-page.tsx')),
})

const newPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/new',
  validateSearch: exampleOf,
  component: lazyRouteComponent(() => import('../features/policies/new-policy-page.tsx')),
})

const policy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$id',
  validateSearch: policySearchOf,
  loader: ({ context, params }) => ahead(context.queries.query(policyQuery(params.id))),
  component: lazyRouteComponent(() => import('../features/policies/policy-page.tsx')),
})

const editPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$id/edit',
  loader: ({ context, params }) => ahead(context.queries.query(policyQuery(params.id))),
  component: lazyRouteComponent(() => import('../features/policies/edit-policy-page.tsx')),
})

const routeTree = root.addChildren([
  home,
  signIn,
  setup,
  register,
  enrol,
  inside.addChildren([policies, newPolicy, policy, editPolicy]),
])

export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultPendingMs: 300,
    defaultPendingComponent: Pending,
    defaultErrorComponent: TroublePage,
    defaultNotFoundComponent: MissingPage,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}
