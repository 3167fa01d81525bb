import { hash, verify } from '@node-rs/argon2'
import { ProblemError } from '../../platform/problem.ts'

/** argon2id, 46 MiB, one pass (OWASP ASVS 5.0 appendix C). 2 is the package's number for argon2id. */
const parameters = { algorithm: 2, memoryCost: 47_104, timeCost: 1, parallelism: 1 } as const

/** Each hash takes 46 MiB; more at once would only wait for a core. */
const atOnce = 2
const mayWait = 128

export interface PasswordHasher {
  hash(password: string): Promise<string>
  /** Takes as long for an account that does not exist (`stored` undefined) as for one that does. */
  verify(stored: string | null | undefined, password: string): Promise<boolean>
}

export async function createPasswordHasher(): Promise<PasswordHasher> {
  const nobody = await hash('nobody has this password', parameters)
  const turn = createTurns()
  return {
    hash: (password) => turn(() => hash(password.normalize('NFKC'), parameters)),
    verify: (stored, password) =>
      turn(async () => {
        const matches = await verify(stored ?? nobody, password.normalize('NFKC'))
        return matches && typeof stored === 'string'
      }),
  }
}

function createTurns() {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mayWait)
        throw new ProblemError(
          'too-many-attempts',
          'Too many people are signing in at once; try again in a moment',
          {
            headers: { 'retry-after': '1' },
          },
        )
      await new Promise<void>((resolve) => waiting.push(resolve))
    }
    running += 1
    try {
      return await work()
    } finally {
      running -= 1
      waiting.shift()?.()
    }
  }
}
