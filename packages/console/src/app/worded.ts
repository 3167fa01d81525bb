import { language, speak } from '../ui/language.ts'

/** The Spanish of each part of the console, by what needs it. `spanish.test.ts` holds that none is missing. */
export const spanish = {
  account: () => import('../features/auth/account-spanish.ts'),
  audit: () => import('../features/audit/spanish.ts'),
  auth: () => import('../features/auth/spanish.ts'),
  overview: () => import('./overview-spanish.ts'),
  policies: () => import('../features/policies/spanish.ts'),
  tokens: () => import('../features/tokens/spanish.ts'),
  users: () => import('../features/users/spanish.ts'),
} as const
export type Part = keyof typeof spanish

/** Loads a module after the texts that it takes, in the language that is spoken. English stands in the modules themselves. */
export async function worded<Module>(parts: readonly Part[], load: () => Promise<Module>): Promise<Module> {
  if (language === 'es')
    await Promise.all(parts.map(async (part) => speak((await spanish[part]()).catalogues)))
  return load()
}
