import { dictionary } from '@zxcvbn-ts/language-common'

/** NIST SP 800-63B-4 3.1.1.2: 15 characters where the password stands alone, 8 beside a second factor. */
export const lengthAlone = 15
export const lengthBesideFactor = 8
export const longestPassword = 512

const common = new Set<string>(
  dictionary['passwords-common'].map((entry: string | number) => String(entry).toLowerCase()),
)

/** What a password is judged against besides its length. */
export interface PasswordSetting {
  readonly minLength: number
  /** Words that everybody could guess here: the address, the name, the organization. */
  readonly knownWords: readonly string[]
}

/**
 * Why a password is refused, or undefined. No composition rules and no expiry (NIST SP 800-63B-4 3.1.1.2, OWASP ASVS
 * 5.0 6.2): length, a list of common passwords, and what can be guessed from the account.
 */
export function faultOfPassword(password: string, setting: PasswordSetting): string | undefined {
  const characters = Array.from(password.normalize('NFKC'))
  if (characters.length < setting.minLength)
    return `The password has ${characters.length} characters; it needs at least ${setting.minLength}. A few words in a row do well`
  if (characters.length > longestPassword) return `The password has more than ${longestPassword} characters`
  const folded = characters.join('').toLowerCase()
  if (isCommon(folded)) return 'The password is on the list of common passwords, which are tried first'
  const guess = setting.knownWords
    .flatMap(partsOf)
    .find((word) => folded.includes(word) && folded.length - word.length < 8)
  if (guess !== undefined) return `The password is little more than “${guess}”, which anyone can guess`
  return undefined
}

function isCommon(folded: string): boolean {
  if (common.has(folded)) return true
  const unit = smallestUnit(folded)
  if (unit.length <= 4 || common.has(unit)) return true
  if (isRun(folded)) return true
  // A common one with a few digits or signs behind it is tried just as early.
  const stem = folded.replace(/[\d\W_]+$/u, '')
  return stem.length >= 4 && folded.length - stem.length <= 4 && common.has(stem)
}

/** The shortest text that, repeated, makes the whole: `abcabc` → `abc`. */
function smallestUnit(text: string): string {
  const period = (text + text).indexOf(text, 1)
  return text.slice(0, period)
}

/** `abcdefgh…`, `98765432…`: each character follows the one before. */
function isRun(text: string): boolean {
  const steps = Array.from(text)
    .slice(1)
    .map((character, index) => (character.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0))
  const first = steps[0]
  const wraps = (step: number) => step === 9 || step === -9
  return (first === 1 || first === -1) && steps.every((step) => step === first || wraps(step))
}

function partsOf(text: string): string[] {
  const folded = text.toLowerCase()
  return [folded, ...folded.split(/[^\p{L}\p{N}]+/u)].filter((word) => word.length >= 4)
}
