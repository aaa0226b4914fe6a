const SEPARATOR = /^\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$/;
const LONGEST_SEPARATOR = 1_000;

/** Whether a Markdown table begins on this line: a row with a bar, followed by a row of dashes. */
export function isTableStart(lines: readonly string[], start: number): boolean {
  const separator = (lines[start + 1] ?? '').trim();
  if (separator.length > LONGEST_SEPARATOR) return false;
  return (
    (lines[start] ?? '').includes('|') &&
    separator.includes('-') &&
    separator.includes('|') &&
    SEPARATOR.test(separator)
  );
}

/** The table's rows with padded columns, and the line after it. */
export function readTable(lines: readonly string[], start: number): { rows: string[]; next: number } {
  let next = start + 2;
  while (next < lines.length && (lines[next] ?? '').includes('|')) next += 1;
  const cells = [lines[start] ?? '', ...lines.slice(start + 2, next)].map(readCells);
  const widths = columnWidths(cells);
  const [header = '', ...body] = cells.map((row) => writeRow(row, widths));
  return { rows: [header, widths.map((width) => '-'.repeat(width)).join('  '), ...body], next };
}

function readCells(row: string): string[] {
  return row
    .trim()
    .replace(/^\|/, '')
    .replace(/\|$/, '')
    .split('|')
    .map((cell) => cell.replaceAll(/\*\*|__|`/g, '').trim());
}

function columnWidths(rows: readonly string[][]): number[] {
  const columns = Math.max(...rows.map((row) => row.length));
  return Array.from({ length: columns }, (_, column) => Math.max(1, ...rows.map((row) => (row[column] ?? '').length)));
}

function writeRow(row: readonly string[], widths: readonly number[]): string {
  return widths
    .map((width, column) => (row[column] ?? '').padEnd(width))
    .join('  ')
    .trimEnd();
}
