/** Somewhere that asks for decisions today and does what they say. */
export interface EnforcementPoint {
  /** Stable, shown in `enforced_at`: `sign-in`, `admin-api`. */
  readonly id: string
  readonly asks: readonly { readonly type: string; readonly actions: readonly string[] }[]
  /** The context attributes that it supplies. */
  readonly attributes: readonly string[]
  /** The obligations that it can fulfil; others make it refuse. */
  readonly obligations: readonly string[]
}

/** Enforcement points register when they are built, so that `enforced_at` describes what really asks. */
export interface EnforcementPoints {
  register(point: EnforcementPoint): void
  all(): readonly EnforcementPoint[]
}

export function createEnforcementPoints(): EnforcementPoints {
  const points: EnforcementPoint[] = []
  return { register: (point) => void points.push(point), all: () => points }
}
