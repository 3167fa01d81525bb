import { create } from 'qrcode'

/** A QR code as one SVG path, a unit a module. */
export function qrPath(text: string): { readonly path: string; readonly size: number } {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (data[row * size + column]) path += `M${column} ${row}h1v1h-1z`
    }
  }
  return { path, size }
}
