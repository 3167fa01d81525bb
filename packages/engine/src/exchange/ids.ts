/** What a statement's id must look like; that of a policy is stricter. */
export const statementIds = /^(?=[^]*\S)[^]{1,100}$/
export const policyIds = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

/** Hands out ids, each once: the one that is asked for where it is valid and free. */
export class Ids {
  readonly #valid: RegExp
  readonly #taken = new Set<string>()
  /** How often an id was asked for, so that a thousand equal ones are not counted a thousand times. */
  readonly #asked = new Map<string, number>()

  constructor(valid: RegExp) {
    this.#valid = valid
  }

  take(wanted: string | undefined, otherwise: string): string {
    const text = wanted ?? ''
    const base = this.#valid.test(text) ? text : cleaned(text, otherwise)
    let id = base
    let count = this.#asked.get(base) ?? 1
    while (this.#taken.has(id)) {
      count += 1
      id = `${base.slice(0, 90)}-${count}`
    }
    this.#asked.set(base, count)
    this.#taken.add(id)
    return id
  }
}

function cleaned(wanted: string, otherwise: string): string {
  const id = wanted
    .slice(0, 500)
    .replaceAll(/[^A-Za-z0-9._]+/g, '-')
    .replaceAll(/^[^A-Za-z0-9]+|-$/g, '')
    .slice(0, 90)
  return id === '' ? otherwise : id
}
