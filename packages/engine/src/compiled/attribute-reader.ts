import { canonicalPath, readPath } from '../attribute-path.ts'
import type { Json } from '../model.ts'
import { addressOf, type Facts } from './facts.ts'
import type { Address } from '../address.ts'

/** Where the last part of a path stands. */
const place = { context: 0, resource: 1, subject: 2, elsewhere: 3 }

/** Reads one attribute, by its path. */
export class AttributeReader {
  readonly path: string
  private readonly place: number
  private readonly name: string

  constructor(path: string) {
    this.path = canonicalPath(path)
    const segments = this.path.split('.')
    this.name = segments[segments.length - 1] ?? ''
    this.place = placeOf(segments)
  }

  /** Undefined when it is missing; null is. */
  read(facts: Facts): Json | undefined {
    switch (this.place) {
      case place.context:
        return facts.context?.[this.name] ?? undefined
      case place.resource:
        return facts.resourceProperties?.[this.name] ?? undefined
      case place.subject:
        return facts.subjectProperties?.[this.name] ?? undefined
      default:
        return readPath(facts.request, this.path)
    }
  }

  /** IPv4 as a number of 32 bits, IPv6 as its bytes. */
  readAddress(facts: Facts): number | Address | undefined {
    return this.path === 'context.source_ip' ? facts.sourceAddress() : addressOf(this.read(facts))
  }
}

function placeOf([root, ...rest]: readonly string[]): number {
  const [first = '', second = ''] = rest
  // What every object inherits has to be told from what it has.
  if (rest.some((segment) => segment in Object.prototype)) return place.elsewhere
  if (root === 'context' && rest.length === 1) return place.context
  if (first !== 'properties' || rest.length !== 2 || second === '') return place.elsewhere
  return root === 'resource' ? place.resource : root === 'subject' ? place.subject : place.elsewhere
}
