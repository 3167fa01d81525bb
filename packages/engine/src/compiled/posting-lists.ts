/** Lists of guards by key, each in order: a hash table with open addressing, in arrays of numbers. */
export class PostingLists {
  /** One list after the other. */
  readonly postings: Int32Array
  private readonly keys: Int32Array
  private readonly begins: Int32Array
  /** Where a place has no key, its list ends where it begins. */
  private readonly ends: Int32Array
  private readonly mask: number

  /** Each guard has the key at the same index; guards come in order. */
  constructor(keys: readonly number[], guards: readonly number[]) {
    let size = 8
    while (size < keys.length * 2) size *= 2
    this.mask = size - 1
    this.keys = new Int32Array(size)
    this.begins = new Int32Array(size)
    this.ends = new Int32Array(size)
    this.postings = new Int32Array(guards.length)
    const places = this.count(keys)
    this.layOut()
    for (let index = 0; index < guards.length; index += 1) {
      const place = places[index] as number
      this.postings[this.ends[place] as number] = guards[index] as number
      this.ends[place] = (this.ends[place] as number) + 1
    }
  }

  /** The place where the list of a key is. */
  find(key: number): number {
    let place = key & this.mask
    while (this.keys[place] !== key && this.begins[place] !== this.ends[place])
      place = (place + 1) & this.mask
    return place
  }

  begin(place: number): number {
    return this.begins[place] as number
  }

  end(place: number): number {
    return this.ends[place] as number
  }

  /** The place of each key; how many guards it has stands where its list will end. */
  private count(keys: readonly number[]): Int32Array {
    return Int32Array.from(keys, (key) => {
      const place = this.find(key)
      this.keys[place] = key
      this.ends[place] = (this.ends[place] as number) + 1
      return place
    })
  }

  private layOut(): void {
    let begin = 0
    for (let place = 0; place <= this.mask; place += 1) {
      this.begins[place] = begin
      begin += this.ends[place] as number
      this.ends[place] = this.begins[place] as number
    }
  }
}
