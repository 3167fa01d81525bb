import { policy } from '../../../../engine/src/impure.ts'
export const inside = policy
