/** A cell of a table. */
export type CsvCell = string | number | boolean | null;

/** Spreadsheets take cells that begin like this for formulas, which could send data elsewhere when somebody opens the file. */
const FORMULA = /^[=+\-@\t\r\n]/;

/** One line of CSV (RFC 4180). Numbers are numbers; text that would be a formula gets an apostrophe in front. */
export function toCsvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(toCell).join(',')}\r\n`;
}

function toCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
