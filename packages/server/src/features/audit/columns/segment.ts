/** Entries of one segment: as many as 16 bits can number, so that every column is two bytes wide. */
export const capacity = 65_536

/** What is read of an entry to search and count it. */
export interface SearchedRow {
  readonly seq: number
  /** Milliseconds since 1970. */
  readonly time: number
  readonly user_id: string | null
  readonly user_email: string | null
  readonly token_id: string | null
  readonly token_name: string | null
  readonly action: string
  readonly resource: string
  readonly details: string
  readonly success: boolean
  readonly ip_address: string | null
  readonly reason: string | null
  /** Why somebody was refused, if that is what the entry says: the words of the deciding rule, or a code. */
  readonly denied_by: string | null
}

/** One column: every distinct text once, and for each entry which of them it has. */
export class TextColumn {
  readonly codes = new Uint16Array(capacity)
  readonly values: string[] = []
  readonly #codeOf = new Map<string, number>()
  #folded: string[] = []
  /** Roughly, in memory. */
  bytes = 2 * capacity

  set(index: number, text: string): void {
    this.codes[index] = this.#codeOf.get(text) ?? this.#add(text)
  }

  #add(text: string): number {
    const code = this.values.push(text) - 1
    this.#codeOf.set(text, code)
    // The text, an entry of the map and of the two lists.
    this.bytes += 2 * text.length + 80
    return code
  }

  at(index: number): string {
    return this.values[this.codes[index] ?? 0] ?? ''
  }

  /** The values in lower case. */
  folded(): readonly string[] {
    for (const value of this.values.slice(this.#folded.length)) this.#folded.push(value.toLowerCase())
    return this.#folded
  }
}

/**
 * A stretch of the log in columns: what a search asks of an entry, two bytes for each text. Entries never change, so
 * the last segment grows at its end and the others stay as they are.
 */
export class Segment {
  readonly number: number
  /** The number of the first entry that may be in it. */
  readonly first: number
  /** The number of the last entry that it was filled up to. */
  through: number
  length = 0
  earliest = Infinity
  latest = -Infinity
  /** From `first`. */
  readonly offsets = new Uint16Array(capacity)
  readonly times = new Float64Array(capacity)
  /** 1 where it did not succeed. */
  readonly failed = new Uint8Array(capacity)
  /** As the engine names subjects: `user:<id>`, `service:<id>`, `anonymous:anonymous`; `email:<address>` besides. */
  readonly actor = new TextColumn()
  readonly email = new TextColumn()
  readonly token = new TextColumn()
  readonly action = new TextColumn()
  readonly resource = new TextColumn()
  readonly details = new TextColumn()
  readonly address = new TextColumn()
  readonly reason = new TextColumn()
  readonly deniedBy = new TextColumn()

  constructor(number: number) {
    this.number = number
    this.first = number * capacity + 1
    this.through = this.first - 1
  }

  add(row: SearchedRow): void {
    const index = this.length++
    this.offsets[index] = row.seq - this.first
    this.times[index] = row.time
    this.failed[index] = row.success ? 0 : 1
    this.actor.set(index, actorOf(row))
    this.email.set(index, row.user_email ?? '')
    this.token.set(index, row.token_name ?? '')
    this.action.set(index, row.action)
    this.resource.set(index, row.resource)
    this.details.set(index, row.details)
    this.address.set(index, row.ip_address ?? '')
    this.reason.set(index, row.reason ?? '')
    this.deniedBy.set(index, row.denied_by ?? '')
    this.earliest = Math.min(this.earliest, row.time)
    this.latest = Math.max(this.latest, row.time)
    this.through = row.seq
  }

  seqAt(index: number): number {
    return this.first + (this.offsets[index] ?? 0)
  }

  /** How many of its entries are older than this one. */
  countBefore(seq: number): number {
    let [low, high] = [0, this.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.seqAt(middle) < seq) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Roughly, in memory. */
  bytes(): number {
    return this.#texts().reduce((sum, column) => sum + column.bytes, capacity * 11)
  }

  #texts(): TextColumn[] {
    const { actor, email, token, action, resource, details, address, reason, deniedBy } = this
    return [actor, email, token, action, resource, details, address, reason, deniedBy]
  }
}

/** Who did it, as one text. Entries about somebody who is not known here have at most an address. */
export function actorOf(row: Pick<SearchedRow, 'user_id' | 'token_id' | 'user_email'>): string {
  if (row.user_id !== null) return `user:${row.user_id}`
  if (row.token_id !== null) return `service:${row.token_id}`
  return row.user_email === null ? 'anonymous:anonymous' : `email:${row.user_email.toLowerCase()}`
}
