import type { AddressRange } from '../address.ts'
import type { Binding, Condition, Json, Truth } from '../model.ts'
import { covers } from '../reference/bindings.ts'
import type { Question } from '../reference/question.ts'
import { couldName } from '../reference/stands-for.ts'
import type { StandsFor } from '../reference/subject-facts.ts'
import { isTemplate } from '../regex/template.ts'
import { any } from '../truth.ts'
import type { Scalar } from './atom.ts'
import type { AttributeReader } from './attribute-reader.ts'
import { no, numberOf, unknown, yes } from './literal.ts'
import { PatternTest } from './pattern-test.ts'
import type { ZoneClock } from './zone-clock.ts'

/** What operands of atoms stand for, by their numbers. */
export interface Pool {
  readonly numbers: number[]
  readonly texts: string[]
  readonly subjects: SubjectEntry[]
  readonly values: Scalar[]
  readonly choices: Choice[]
  readonly attributes: AttributeReader[]
  readonly clocks: ZoneClock[]
  readonly patterns: PatternTest[]
  readonly ranges: (readonly AddressRange[])[]
  readonly bindings: BindingsOfPolicy[]
  readonly conditions: Condition[]
}

export function emptyPool(): Pool {
  return {
    numbers: [],
    texts: [],
    subjects: [],
    values: [],
    choices: [],
    attributes: [],
    clocks: [],
    patterns: [],
    ranges: [],
    bindings: [],
    conditions: [],
  }
}

/** An entry of `subjects`: `reference/stands-for.ts` has the rule. */
export class SubjectEntry {
  private readonly entry: string
  private readonly pattern: PatternTest | undefined

  constructor(entry: string) {
    this.entry = entry
    this.pattern = isTemplate(entry) ? new PatternTest({ kind: 'subject', source: entry }) : undefined
  }

  truthFor({ names, open }: StandsFor): number {
    let truth: number = open.some(({ prefix }) => couldName(this.entry, prefix)) ? unknown : no
    for (const { text, isCertain } of names) {
      const one = this.pattern === undefined ? numberOf(this.entry === text) : this.pattern.test(text)
      if (one === yes && isCertain) return yes
      if (one !== no) truth = unknown
    }
    return truth
  }
}

/** Values of one type of which any will do. */
export class Choice {
  private readonly values: ReadonlySet<Json | undefined>
  private readonly type: string

  constructor(values: readonly Scalar[]) {
    this.values = new Set(values)
    this.type = typeof values[0]
  }

  truthFor(seen: Json | undefined): number {
    return typeof seen === this.type ? numberOf(this.values.has(seen)) : unknown
  }
}

/** The bindings of one template, by the resource that they name: most are about something else. */
export class BindingsOfPolicy {
  private readonly byResource = new Map<string, Binding[]>()

  constructor(bindings: readonly Binding[]) {
    for (const binding of bindings) {
      const alike = this.byResource.get(binding.resource)
      if (alike === undefined) this.byResource.set(binding.resource, [binding])
      else alike.push(binding)
    }
  }

  /** Whether any of them is the subject's and covers this place. */
  truthFor(question: Question): Truth {
    const { type, request } = question
    const { resource } = request
    const places = type.tree === true ? [resource, ...(resource.ancestors ?? [])] : [resource]
    const names = new Set(places.flatMap((place) => [place.type, `${place.type}:${place.id}`]))
    const here = [...names].flatMap((name) => this.byResource.get(name) ?? [])
    return any(here.map((binding) => covers(binding, question))).truth
  }
}
