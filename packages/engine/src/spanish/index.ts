export { spanish } from '../describe/spanish.ts'
