import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { ProblemError } from '../../platform/problem.ts'
import { problemResponses } from '../../platform/problem-schema.ts'
import { nativeRoles, type NativeRole } from './native-roles.ts'
import { permissionInWords } from './permission-in-words.ts'
import { Role, RoleName } from './schema.ts'

/** The roles that exist. Native ones only, so reading is all there is. */
export function roleRoutes(): FastifyPluginAsyncZod {
  return (app) => {
    app.route({
      method: 'GET',
      url: '/api/roles',
      config: { permission: 'roles.read' },
      schema: {
        operationId: 'listRoles',
        tags: ['roles'],
        summary: 'The roles and what each may do',
        response: { 200: z.array(Role), ...problemResponses },
      },
      handler: () => nativeRoles.map(roleView),
    })
    app.route({
      method: 'GET',
      url: '/api/roles/:name',
      config: { permission: 'roles.read' },
      schema: {
        operationId: 'getRole',
        tags: ['roles'],
        summary: 'One role',
        params: RoleName,
        response: { 200: Role, ...problemResponses },
      },
      handler: ({ params }) => {
        const role = nativeRoles.find(({ name }) => name === params.name)
        if (role === undefined) throw new ProblemError('role-not-found', 'Role not found')
        return roleView(role)
      },
    })
    return Promise.resolve()
  }
}

function roleView({ name, description, permissions }: NativeRole): z.input<typeof Role> {
  return {
    name,
    description,
    permissions: permissions.map((permission) => ({ permission, meaning: permissionInWords(permission) })),
    native: true,
  }
}
