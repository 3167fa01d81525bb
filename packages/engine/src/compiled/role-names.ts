/** Numbers the roles that settings and targets name; nobody else's role can matter. It only grows. */
export class RoleNames {
  private readonly ids = new Map<string, number>()

  idOf(name: string): number {
    const known = this.ids.get(name)
    if (known !== undefined) return known
    this.ids.set(name, this.ids.size)
    return this.ids.size - 1
  }

  find(name: string): number | undefined {
    return this.ids.get(name)
  }

  get count(): number {
    return this.ids.size
  }
}
