/** “e” ante el sonido i, que no se oye en “hielo”. */
export const and = (next: string) => (/^h?[ií](?![aeo])/iu.test(next) ? 'e' : 'y')

/** “u” ante el sonido o. */
export const or = (next: string) => (/^h?[oó]/iu.test(next) ? 'u' : 'o')
