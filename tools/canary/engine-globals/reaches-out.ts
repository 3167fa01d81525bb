// Nothing of this exists where the engine is compiled.
export const reached = [fetch, process, setTimeout, console, crypto, URL, document]
export { readFileSync } from 'node:fs'
