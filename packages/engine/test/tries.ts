/**
 * How often something random is tried: as often as is usual, or the share of it that the environment says. `npm run
 * mutate` waits for the tests once for each mutant, and says little.
 */
const share = Number(process.env['SHARE_OF_RUNS'] ?? 1)

export const tries = (usual: number): number => Math.max(Math.min(usual, 5), Math.ceil(usual * share))
