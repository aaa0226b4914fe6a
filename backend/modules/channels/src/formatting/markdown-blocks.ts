import { rewriteInline, type InlineDialect } from './markdown-inline';
import { isTableStart, readTable } from './markdown-table';

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/;
const RULE = /^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const BULLET = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?(.*)$/;
const QUOTE = /^\s{0,3}>+\s?(.*)$/;

/** Rewrites Markdown in the markup that Slack and WhatsApp have in common; the dialect says how they write a line. */
export function rewriteMarkdown(markdown: string, dialect: InlineDialect): string {
  const lines = markdown.replaceAll(/\r\n?/g, '\n').split('\n');
  const written: string[] = [];
  for (let index = 0; index < lines.length;) {
    const block = readFence(lines, index, dialect) ??
      readTableAt(lines, index, dialect) ?? { text: writeLine(lines[index] ?? '', dialect), next: index + 1 };
    written.push(block.text);
    index = block.next;
  }
  return written.join('\n').trim();
}

interface Block {
  readonly text: string;
  readonly next: number;
}

/** Code is kept as it is; a fence that the model forgot to close is closed. The language name is dropped: it would be shown. */
function readFence(lines: readonly string[], start: number, { escape }: InlineDialect): Block | null {
  const fence = FENCE.exec(lines[start] ?? '')?.[1];
  if (!fence) return null;
  let end = start + 1;
  while (end < lines.length && !isFenceEnd(lines[end] ?? '', fence)) end += 1;
  const code = lines.slice(start + 1, end).map(escape);
  return { text: ['```', ...code, '```'].join('\n'), next: end + 1 };
}

function isFenceEnd(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed.split(fence.charAt(0)).every((rest) => rest === '');
}

/** The channels have no tables; in a code block the columns stay readable. */
function readTableAt(lines: readonly string[], start: number, { escape }: InlineDialect): Block | null {
  if (!isTableStart(lines, start)) return null;
  const { rows, next } = readTable(lines, start);
  return { text: ['```', ...rows.map(escape), '```'].join('\n'), next };
}

function writeLine(line: string, dialect: InlineDialect): string {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return writeHeading(heading, dialect);
  if (RULE.test(line)) return '──────────';
  const bullet = BULLET.exec(line);
  if (bullet) return `${bullet[1]}${bulletMark(bullet[2])} ${rewriteInline(bullet[3] ?? '', dialect)}`;
  const quoted = QUOTE.exec(line)?.[1];
  // The sign at the start of the line is the channels' own mark of a quote and must not be escaped.
  if (quoted !== undefined) return `> ${rewriteInline(quoted, dialect)}`;
  return rewriteInline(line, dialect);
}

/** The channels have no headings; a bold line reads like one. */
function writeHeading(heading: string, dialect: InlineDialect): string {
  let end = heading.trimEnd();
  while (end.endsWith('#')) end = end.slice(0, -1);
  const words = rewriteInline(end.trim().replaceAll(/\*\*|__/g, ''), dialect);
  return words === '' ? '' : `*${words}*`;
}

function bulletMark(checkbox: string | undefined): string {
  if (checkbox === undefined) return '•';
  return checkbox === ' ' ? '☐' : '☑';
}
