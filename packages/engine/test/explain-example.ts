import { explain, inEnglish } from '@sallyport/engine/explain'
import { decider, refused } from './readme-example.ts'

export const { forSubject, smallestChanges } = explain(decider, refused, { words: inEnglish })
// forSubject      { asked: 'You asked to sign in.', answer: 'A rule refuses this.', rule: 'Require MFA for login',
//                   helps: ['Sign in with a security key or an authenticator app.'], whom: 'Ask your administrator.' }
// smallestChanges { suggestions: [{ sentence: 'It would be permitted after signing in with …', changes, reach }, …], … }
