/** What spreadsheets take for a formula at the start of a cell, also behind spaces (OWASP, CSV injection). */
const formula = /^\s*[=+\-@\t\r＝＋－＠]/u

/**
 * One record of RFC 4180. A text that a spreadsheet would compute gets an apostrophe in front, which spreadsheets hide;
 * JSON lines have every text as it is.
 */
export function csvRecord(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(cell: string | number | boolean | null): string {
  if (cell === null) return ''
  if (typeof cell !== 'string') return String(cell)
  const text = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
