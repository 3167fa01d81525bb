import { colour } from '../tulips/colour.ts'
export const page = colour
