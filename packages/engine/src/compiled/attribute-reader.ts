import { canonicalPath, readPath } from '../attribute-path.ts'
import type { Json } from '../model.ts'
import { addressOf, type Facts } from './facts.ts'
import type { Address } from '../address.ts'

/**
 * Where the last part of a path stands. The attributes that most policies read have a place of their own: to read a member
 * whose name stands in the code is several times faster than one whose name is a value.
 */
const places = [
  'elsewhere', 'context', 'resource', 'subject',
  'mfa_status', 'device_type', 'user_agent', 'country', 'tunnel_status',
] as const // prettier-ignore

/** Reads one attribute, by its path. */
export class AttributeReader {
  readonly path: string
  private readonly place: number
  private readonly name: string

  constructor(path: string) {
    this.path = canonicalPath(path)
    const segments = this.path.split('.')
    this.name = segments[segments.length - 1] ?? ''
    this.place = places.indexOf(placeOf(segments))
  }

  /** Undefined when it is missing; null is. */
  read(facts: Facts): Json | undefined {
    const { context } = facts
    switch (this.place) {
      case 1:
        return context?.[this.name] ?? undefined
      case 2:
        return facts.resourceProperties?.[this.name] ?? undefined
      case 3:
        return facts.subjectProperties?.[this.name] ?? undefined
      case 4:
        return context?.['mfa_status'] ?? undefined
      case 5:
        return context?.['device_type'] ?? undefined
      case 6:
        return context?.['user_agent'] ?? undefined
      case 7:
        return context?.['country'] ?? undefined
      case 8:
        return context?.['tunnel_status'] ?? undefined
      default:
        return readPath(facts.request, this.path)
    }
  }

  /** IPv4 as a number of 32 bits, IPv6 as its bytes. */
  readAddress(facts: Facts): number | Address | undefined {
    return this.path === 'context.source_ip' ? facts.sourceAddress() : addressOf(this.read(facts))
  }
}

function placeOf([root, ...rest]: readonly string[]): (typeof places)[number] {
  const [first] = rest
  // What every object inherits has to be told from what it has.
  if (rest.some((segment) => segment in Object.prototype)) return 'elsewhere'
  if (root === 'context' && rest.length === 1)
    return places.slice(4).find((place) => place === first) ?? 'context'
  if (first !== 'properties' || rest.length !== 2) return 'elsewhere'
  return root === 'resource' || root === 'subject' ? root : 'elsewhere'
}
