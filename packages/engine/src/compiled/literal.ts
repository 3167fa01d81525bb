/**
 * Truth as a number, so that Kleene's "and" is the smaller of two, his "or" the greater, and "not" what is left of two.
 */
export const no = 0
export const unknown = 1
export const yes = 2

export function numberOf(truth: 'true' | 'false' | 'unknown' | boolean): number {
  return truth === true || truth === 'true' ? yes : truth === 'unknown' ? unknown : no
}

/**
 * A literal is one thing that holds or does not, or its contrary, in one number: whether it is the contrary, where the
 * thing is looked up, and its index there.
 */
export type Literal = number

/** What follows from the resource type and the action alone, and is kept with them: `kind.ts`. */
export const ofKind = 0
/** A role that the subject holds, as `facts.ts` notes it down. */
export const ofRole = 1
/** Everything else, worked out at most once for a request: `program.ts`. */
export const ofRequest = 2

export function literal(place: number, index: number): Literal {
  return (index << 3) | (place << 1)
}

export function contrary(one: Literal): Literal {
  return one ^ 1
}

export function isContrary(one: Literal): boolean {
  return (one & 1) === 1
}

export function placeOf(one: Literal): number {
  return (one >> 1) & 3
}

export function indexOf(one: Literal): number {
  return one >> 3
}
