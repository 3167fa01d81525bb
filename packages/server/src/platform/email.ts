/** The form in which addresses are compared: compatibility-normalised, lower case, trimmed. */
export function keyOfEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}
