const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text that RFC 4648 base64 stands for, or undefined when it is not base64 or not UTF-8. */
export function textFromBase64(base64: string): string | undefined {
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return undefined
  let [bits, held, encoded] = [0, 0, '']
  for (const char of base64.replaceAll('=', '')) {
    held = ((held << 6) | alphabet.indexOf(char)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    encoded += `%${((held >> bits) & 0xff).toString(16).padStart(2, '0')}`
  }
  try {
    return decodeURIComponent(encoded)
  } catch {
    return undefined
  }
}

/** Only texts without lone surrogates have a UTF-8 form. */
export function textToBase64(text: string): string {
  const bytes = [...encodeURIComponent(text).matchAll(/%([0-9A-F]{2})|[^%]/g)].map(([char, hex]) =>
    hex === undefined ? char.charCodeAt(0) : Number.parseInt(hex, 16),
  )
  let base64 = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const [a = 0, b, c] = bytes.slice(index, index + 3)
    base64 += alphabet.charAt(a >> 2) + alphabet.charAt(((a & 3) << 4) | ((b ?? 0) >> 4))
    base64 += b === undefined ? '=' : alphabet.charAt(((b & 15) << 2) | ((c ?? 0) >> 6))
    base64 += c === undefined ? '=' : alphabet.charAt(c & 63)
  }
  return base64
}
