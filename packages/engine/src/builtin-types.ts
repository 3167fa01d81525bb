import type { ResourceType } from './model.ts'

/** What starts with this is ours: nobody declares such a type. */
export const reservedPrefix = 'sallyport.'

/** The nouns of the admin API whose collection is not the plain plural. */
const collections: { readonly [noun: string]: string } = {
  user: 'users',
  role: 'roles',
  policy: 'policies',
  template: 'templates',
  binding: 'bindings',
  token: 'tokens',
  organization: 'organizations',
  session: 'sessions',
  recording: 'recordings',
  tunnel: 'tunnels',
  workspace: 'workspaces',
  audit: 'audit',
  directory: 'directory',
  decision: 'decisions',
  metrics: 'metrics',
  attribute: 'attributes',
}

/** Types that always exist and that settings can't declare again. */
export const builtinTypes: { readonly [type: string]: ResourceType } = {
  sign_in: {
    collection: 'sign_in',
    baseline: 'allow',
    actions: ['login', 'continue'],
    families: { continue: 'login' },
  },
  workspace: {
    collection: 'workspaces',
    baseline: 'rbac',
    actions: ['read', 'create', 'update', 'delete', 'launch', 'connect', 'stop'],
    families: { connect: 'launch' },
  },
  device: { collection: 'devices', baseline: 'rbac' },
  integration: { collection: 'integrations', baseline: 'rbac' },
  rest: { collection: 'rest', baseline: 'deny' },
  oidc: { collection: 'oidc', baseline: 'deny' },
  node: {
    collection: 'nodes',
    baseline: 'deny',
    families: { download: 'read', sync: 'read', delete: 'write', upload: 'write' },
    tree: true,
  },
  ...Object.fromEntries(
    Object.entries(collections).map(([noun, collection]): [string, ResourceType] => [
      `${reservedPrefix}${noun}`,
      { collection, baseline: 'rbac' },
    ]),
  ),
}
