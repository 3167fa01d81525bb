/** An address as its bytes: 4 for IPv4, 16 for IPv6. IPv4-mapped IPv6 is IPv4. */
export type Address = readonly number[]

export interface AddressRange {
  readonly address: Address
  readonly bits: number
}

/**
 * The one spelling of an address (RFC 5952): port and brackets removed, IPv4-mapped IPv6 as IPv4.
 * Undefined for anything doubtful: `127.1`, `0x7f.1`, `010.0.0.1`, zone ids.
 */
export function normalizeAddress(text: string): string | undefined {
  const address = addressOf(text)
  return address === undefined ? undefined : formatAddress(address)
}

/** Whether an address lies in a CIDR range or is the one address named; another family is outside. */
export function addressInRange(address: string, cidr: string): boolean {
  const parsed = addressOf(address)
  const range = parseRange(cidr)
  return parsed !== undefined && range !== undefined && isInRange(parsed, range)
}

export function isInRange(address: Address, range: AddressRange): boolean {
  if (address.length !== range.address.length) return false
  return address.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, range.bits - index * 8))
    return byte >> (8 - bits) === (range.address[index] ?? 0) >> (8 - bits)
  })
}

/** `10.0.0.0/8`, `2001:db8::/32`, or one address. Bits beyond the prefix are ignored. */
export function parseRange(text: string): AddressRange | undefined {
  const [host = '', prefix, ...rest] = text.split('/')
  const address = parseAddress(host)
  if (address === undefined || rest.length > 0) return undefined
  if (prefix === undefined) return { address, bits: address.length * 8 }
  if (!/^(0|[1-9]\d{0,2})$/.test(prefix)) return undefined
  // A mapped range, ::ffff:10.0.0.0/104, is the IPv4 range behind it.
  const bits = Number(prefix) - (address.length === 4 && host.includes(':') ? 96 : 0)
  return bits >= 0 && bits <= address.length * 8 ? { address, bits } : undefined
}

/** As a request may bring it, with port and brackets. */
export function addressOf(text: string): Address | undefined {
  return parseAddress(withoutPort(text))
}

/** Strict: no port, no brackets. */
export function parseAddress(text: string): Address | undefined {
  if (text.length > 45) return undefined
  if (!text.includes(':')) return parseIPv4(text)
  const bytes = parseIPv6(text)
  if (bytes === undefined) return undefined
  const isMapped = bytes.every((byte, index) => index > 11 || byte === (index < 10 ? 0 : 255))
  return isMapped ? bytes.slice(12) : bytes
}

function parseIPv4(text: string): Address | undefined {
  const number = dottedAddress(text)
  return number === undefined
    ? undefined
    : [number >>> 24, (number >> 16) & 255, (number >> 8) & 255, number & 255]
}

/** The 32 bits of four decimal numbers with dots between them, as a signed integer. */
export function dottedAddress(text: string): number | undefined {
  if (text.length > 15) return undefined
  let [address, part, digits, dots] = [0, 0, 0, 0]
  for (let index = 0; index <= text.length; index += 1) {
    const code = index < text.length ? text.charCodeAt(index) : 46
    if (code === 46) {
      if (digits === 0 || part > 255) return undefined
      address = (address << 8) | part
      dots += 1
      part = 0
      digits = 0
    } else {
      // A leading zero is doubtful: some read the rest as octal.
      if (code < 48 || code > 57 || (digits > 0 && part === 0)) return undefined
      part = part * 10 + code - 48
      digits += 1
    }
  }
  return dots === 4 ? address : undefined
}

function parseIPv6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [head, tail] = halves.map((half, index) => parseGroups(half, index === halves.length - 1))
  if (head === undefined || (halves.length === 2 && tail === undefined)) return undefined
  if (tail === undefined) return head.length === 16 ? head : undefined
  const missing = 16 - head.length - tail.length
  return missing >= 2 ? [...head, ...new Array<number>(missing).fill(0), ...tail] : undefined
}

function parseGroups(text: string, isLast: boolean): number[] | undefined {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [index, group] of groups.entries()) {
    if (isLast && index === groups.length - 1 && group.includes('.')) {
      const embedded = parseIPv4(group)
      if (embedded === undefined) return undefined
      bytes.push(...embedded)
    } else if (/^[0-9a-fA-F]{1,4}$/.test(group)) {
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
    } else return undefined
  }
  return bytes
}

function withoutPort(text: string): string {
  const match = /^(?:\[([^[\]]*:[^[\]]*)\]|(\d+\.[\d.]+))(?::(\d{1,5}))?$/.exec(text)
  if (match === null || Number(match[3] ?? 0) > 65535) return text
  return match[1] ?? match[2] ?? text
}

export function formatAddress(address: Address): string {
  if (address.length === 4) return address.join('.')
  const groups = Array.from({ length: 8 }, (_, i) => (address[i * 2] ?? 0) * 256 + (address[i * 2 + 1] ?? 0))
  const [start, length] = longestZeros(groups)
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  if (length < 2) return hex(groups)
  return `${hex(groups.slice(0, start))}::${hex(groups.slice(start + length))}`
}

function longestZeros(groups: readonly number[]): [start: number, length: number] {
  let best: [number, number] = [0, 0]
  for (let start = 0; start < groups.length; start += 1) {
    let end = start
    while (groups[end] === 0) end += 1
    if (end - start > best[1]) best = [start, end - start]
  }
  return best
}
