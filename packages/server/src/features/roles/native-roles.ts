import type { Role } from '@sallyport/engine'

export interface NativeRole extends Role {
  readonly description: string
}

/** The roles that exist from the start; nobody edits or deletes them. */
export const nativeRoles: readonly NativeRole[] = [
  { name: 'Super Admin', description: 'Everything, without exception.', permissions: ['*'] },
  {
    name: 'Admin',
    description: 'Runs the platform: people, policies, bindings, tokens and the directory.',
    permissions: [
      'users.*', 'roles.*', 'policies.*', 'tokens.*', 'audit.read', 'organizations.*', 'directory.*', 'decisions.*',
      'bindings.*', 'metrics.read', 'attributes.read',
    ], // prettier-ignore
  },
  { name: 'Analyst', description: 'Reads policies.', permissions: ['policies.read'] },
  { name: 'Viewer', description: 'Reads policies.', permissions: ['policies.read'] },
  {
    name: 'Auditor',
    description: 'Reads policies and the whole audit log, and has decisions explained.',
    permissions: ['policies.read', 'bindings.read', 'audit.read', 'decisions.explain'],
  },
  { name: 'User', description: 'Nothing but the own account.', permissions: [] },
]
