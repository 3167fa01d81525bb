import { colour } from '../../server/src/features/tulips/colour.ts'
export const ask = colour
