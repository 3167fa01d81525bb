import fc from 'fast-check'

/** `npm test` asks the same questions each time, so that who changes something else is never refused; `npm run fuzz` asks new ones. */
if (process.env['FUZZ'] === undefined) fc.configureGlobal({ seed: 20_261_128 })
