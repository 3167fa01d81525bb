/** What one import may hold; more is refused as a whole. */
export const importLimits = {
  policies: 10_000,
  /** JSON values, all members counted. */
  values: 2_000_000,
  depth: 32,
} as const
