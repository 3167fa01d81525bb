/** Entries of one segment at most: as many as 16 bits can number, so that every column is two bytes wide. */
export const largest = 65_536

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

/** A column of texts: every distinct one once, and for each entry which of them it has. */
export class TextColumn {
  readonly codes: Uint16Array
  readonly values: string[] = []
  /** A number below `buckets` for each value, by its content alone. */
  readonly bucketOf: number[] = []
  /** Roughly, in memory. */
  bytes: number
  readonly #codes = new Map<string, number>()
  readonly #folded: string[] = []

  constructor(size: number) {
    this.codes = new Uint16Array(size)
    this.bytes = 2 * size
  }

  set(index: number, text: string): number {
    const code = this.#codes.get(text) ?? this.#add(text)
    this.codes[index] = code
    return code
  }

  #add(text: string): number {
    const code = this.values.push(text) - 1
    this.#codes.set(text, code)
    this.bucketOf.push(bucketOf(text))
    // The text, an entry of the map and of the three lists.
    this.bytes += 2 * text.length + 88
    return code
  }

  codeOf(text: string): number | undefined {
    return this.#codes.get(text)
  }

  at(index: number): string {
    return this.values[this.codes[index] ?? 0] ?? ''
  }

  /** The values in lower case. */
  folded(): readonly string[] {
    for (let code = this.#folded.length; code < this.values.length; code++)
      this.#folded.push((this.values[code] ?? '').toLowerCase())
    return this.#folded
  }
}

export const buckets = 1 << 20

/** FNV-1a, folded to the number of buckets. */
function bucketOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++)
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  return (hash ^ (hash >>> 20)) & (buckets - 1)
}

/**
 * A stretch of the log in columns: what a search asks of an entry, two bytes for each text. Entries never change, so
 * the last segment grows at its end and the others stay as they are.
 */
export class Segment {
  readonly number: number
  readonly size: number
  /** The number of the first entry that may be in it. */
  readonly first: number
  /** The number of the last entry that it was filled up to. */
  through: number
  length = 0
  earliest = Infinity
  latest = -Infinity
  /** From `first`. */
  readonly offsets: Uint16Array
  /** Milliseconds since 1970. */
  readonly times: Float64Array
  /** 1 where it did not succeed. */
  readonly failed: Uint8Array
  /** As the engine names subjects: `user:<id>`, `service:<id>`, `anonymous:anonymous`; `email:<address>` besides. */
  readonly actor: TextColumn
  /** What people call each actor, by its code: the newest address of a person, the name of a token. */
  readonly names: string[] = []
  readonly email: TextColumn
  readonly token: TextColumn
  readonly action: TextColumn
  readonly resource: TextColumn
  /** `policy` of the resource `policy:pol-1`. */
  readonly type: TextColumn
  readonly details: TextColumn
  readonly address: TextColumn
  readonly reason: TextColumn
  readonly deniedBy: TextColumn
  readonly #texts: TextColumn[] = []

  /** The first segment has the number 0 and the entries 1 to `size`. */
  constructor(number: number, size: number) {
    this.number = number
    this.size = size
    this.first = number * size + 1
    this.through = this.first - 1
    this.offsets = new Uint16Array(size)
    this.times = new Float64Array(size)
    this.failed = new Uint8Array(size)
    const texts = () => {
      const column = new TextColumn(size)
      this.#texts.push(column)
      return column
    }
    this.actor = texts()
    this.email = texts()
    this.token = texts()
    this.action = texts()
    this.resource = texts()
    this.type = texts()
    this.details = texts()
    this.address = texts()
    this.reason = texts()
    this.deniedBy = texts()
  }

  add(row: SearchedRow): void {
    const index = this.length++
    this.offsets[index] = row.seq - this.first
    this.times[index] = row.time
    this.failed[index] = row.success ? 0 : 1
    const actor = this.actor.set(index, actorOf(row))
    this.names[actor] = row.user_email ?? row.token_name ?? this.names[actor] ?? ''
    this.email.set(index, row.user_email ?? '')
    this.token.set(index, row.token_name ?? '')
    this.action.set(index, row.action)
    this.resource.set(index, row.resource)
    this.type.set(index, typeOf(row.resource))
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
    return this.#texts.reduce((sum, column) => sum + column.bytes, this.size * 11)
  }
}

/** Who did it, as one text. Entries about somebody who is not known here have at most an address. */
export function actorOf(row: Pick<SearchedRow, 'user_id' | 'token_id' | 'user_email'>): string {
  if (row.user_id !== null) return `user:${row.user_id}`
  if (row.token_id !== null) return `service:${row.token_id}`
  return row.user_email === null ? 'anonymous:anonymous' : `email:${row.user_email.toLowerCase()}`
}

function typeOf(resource: string): string {
  const colon = resource.indexOf(':')
  return colon < 0 ? resource : resource.slice(0, colon)
}
