import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
} from '@tanstack/react-router'
import { endedReason } from '../api/session.ts'
import { auditSearchOf } from '../features/audit/filters.ts'
import { securitySearchOf, sessionsSearchOf } from '../features/auth/account-search.ts'
import { exampleOf } from '../features/policies/example-names.ts'
import { type Filters, filtersOf } from '../features/policies/filters.ts'
import { policiesQuery, policyQuery } from '../features/policies/queries.ts'
import { policySearchOf } from '../features/policies/views.ts'
import { tokenSearchOf } from '../features/tokens/token-search.ts'
import { usersSearchOf } from '../features/users/filters.ts'
import { MissingPage, Pending, TroublePage } from './plain-pages.tsx'
import { requireRestricted, requireSession } from './session.ts'
import { worded } from './worded.ts'

type Search = Record<string, unknown>

/** Asked for before the page is there; the page shows its shape meanwhile, and its own words if it fails. */
const ahead = (asked: Promise<unknown>) => void asked.catch(() => undefined)

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet })

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: ({ to }: Search): { to?: string } => (typeof to === 'string' ? { to } : {}),
  loader: () => ({ reason: endedReason.read() }),
  component: lazyRouteComponent(() => worded(['auth'], () => import('../features/auth/sign-in-page.tsx'))),
})

const setup = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => worded(['auth'], () => import('../features/auth/setup-page.tsx'))),
})

const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => worded(['auth'], () => import('../features/auth/register-page.tsx'))),
})

const reset = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => worded(['auth'], () => import('../features/auth/reset-page.tsx'))),
})

const enrol = createRoute({
  getParentRoute: () => root,
  path: '/enrol',
  beforeLoad: ({ context }) => requireRestricted(context.queries),
  component: lazyRouteComponent(() => worded(['auth'], () => import('../features/auth/enrol-page.tsx'))),
})

/** Everything for which one is signed in, with the rail around it. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'console',
  beforeLoad: ({ context, location }) => requireSession(context.queries, location.href),
  component: lazyRouteComponent(() => import('./shell.tsx')),
})

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: lazyRouteComponent(() => worded(['overview'], () => import('./overview-page.tsx'))),
})

const policies = createRoute({
  getParentRoute: () => inside,
  path: '/policies',
  validateSearch: (search: Search): Filters & { switch?: string } => ({
    ...filtersOf(search),
    ...(typeof search['switch'] === 'string' && { switch: search['switch'] }),
  }),
  loader: ({ context }) => ahead(context.queries.query(policiesQuery)),
  component: lazyRouteComponent(() =>
    worded(['policies'], () => import('../features/policies/policies-page.tsx')),
  ),
})

const newPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/new',
  validateSearch: exampleOf,
  component: lazyRouteComponent(() =>
    worded(['policies'], () => import('../features/policies/new-policy-page.tsx')),
  ),
})

const policy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$id',
  validateSearch: policySearchOf,
  loader: ({ context, params }) => ahead(context.queries.query(policyQuery(params.id))),
  component: lazyRouteComponent(() =>
    worded(['policies'], () => import('../features/policies/policy-page.tsx')),
  ),
})

const editPolicy = createRoute({
  getParentRoute: () => inside,
  path: '/policies/$id/edit',
  loader: ({ context, params }) => ahead(context.queries.query(policyQuery(params.id))),
  component: lazyRouteComponent(() =>
    worded(['policies'], () => import('../features/policies/edit-policy-page.tsx')),
  ),
})

const users = createRoute({
  getParentRoute: () => inside,
  path: '/access/users',
  validateSearch: usersSearchOf,
  component: lazyRouteComponent(() => worded(['users'], () => import('../features/users/users-page.tsx'))),
})

const user = createRoute({
  getParentRoute: () => inside,
  path: '/access/users/$id',
  component: lazyRouteComponent(() => worded(['users'], () => import('../features/users/user-page.tsx'))),
})

const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  validateSearch: auditSearchOf,
  component: lazyRouteComponent(() => worded(['audit'], () => import('../features/audit/audit-page.tsx'))),
})

/** One's own account: whoever is signed in has one. */
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('./account-frame.tsx')),
})

const security = createRoute({
  getParentRoute: () => account,
  path: '/',
  validateSearch: securitySearchOf,
  component: lazyRouteComponent(() =>
    worded(['auth', 'account'], () => import('../features/auth/account-page.tsx')),
  ),
})

const ownSessions = createRoute({
  getParentRoute: () => account,
  path: '/sessions',
  validateSearch: sessionsSearchOf,
  component: lazyRouteComponent(() =>
    worded(['auth', 'account'], () => import('../features/auth/sessions-page.tsx')),
  ),
})

const ownTokens = createRoute({
  getParentRoute: () => account,
  path: '/tokens',
  validateSearch: tokenSearchOf,
  component: lazyRouteComponent(() => worded(['tokens'], () => import('../features/tokens/tokens-page.tsx'))),
})

const routeTree = root.addChildren([
  signIn,
  setup,
  register,
  reset,
  enrol,
  inside.addChildren([
    overview,
    policies,
    newPolicy,
    policy,
    editPolicy,
    users,
    user,
    audit,
    account.addChildren([security, ownSessions, ownTokens]),
  ]),
])

export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    scrollRestoration: true,
    // What no page knows, or what doesn't fit, leaves the address.
    search: { strict: true },
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
