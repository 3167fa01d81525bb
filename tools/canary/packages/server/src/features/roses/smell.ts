import { colour } from '../tulips/colour.ts'
export const smell = colour
