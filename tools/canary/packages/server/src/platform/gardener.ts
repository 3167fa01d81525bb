import { colour } from '../features/tulips/colour.ts'
export const gardener = colour
