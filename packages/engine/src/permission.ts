/** Whether `devices.read` or `devices.*` covers one of these actions on this collection. Splits at the last dot. */
export function permissionCovers(
  permission: string,
  collection: string,
  actions: readonly string[],
): boolean {
  const dot = permission.lastIndexOf('.')
  if (permission.slice(0, dot) !== collection || dot < 0) return false
  const action = permission.slice(dot + 1)
  return action === '*' || actions.includes(action)
}

export function collectionOf(permission: string): string {
  return permission.slice(0, Math.max(0, permission.lastIndexOf('.')))
}
