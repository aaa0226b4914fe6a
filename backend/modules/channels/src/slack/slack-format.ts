import { inlineMrkdwn, escapeMrkdwn } from './slack-format-inline';
import { isTableStart, readTable } from './slack-format-table';
import { splitMrkdwn } from './slack-format-split';

const FENCE = /^\s*(`{3,}|~{3,})/;
const HEADING = /^\s{0,3}#{1,6}\s+(.*)$/;
const RULE = /^\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$/;
const BULLET = /^(\s*)[-*+]\s+(?:\[([ xX])\]\s+)?(.*)$/;
const QUOTE = /^\s{0,3}>+\s?(.*)$/;

/**
 * An answer of the model as Slack messages: Markdown rewritten as mrkdwn, split below the length that Slack shows whole.
 * Model output is escaped, so that it can neither ping a channel nor hide a link's target.
 */
export function splitForSlack(markdown: string): string[] {
  return splitMrkdwn(toMrkdwn(markdown));
}

/** Rewrites Markdown as Slack's mrkdwn. See https://docs.slack.dev/messaging/formatting-message-text */
export function toMrkdwn(markdown: string): string {
  const lines = markdown.replaceAll(/\r\n?/g, '\n').split('\n');
  const written: string[] = [];
  for (let index = 0; index < lines.length;) {
    const block = readFence(lines, index) ??
      readTableAt(lines, index) ?? { text: writeLine(lines[index] ?? ''), next: index + 1 };
    written.push(block.text);
    index = block.next;
  }
  return written.join('\n').trim();
}

interface Block {
  readonly text: string;
  readonly next: number;
}

/** Code is kept as it is; a fence that the model forgot to close is closed. The language name is dropped: Slack would show it. */
function readFence(lines: readonly string[], start: number): Block | null {
  const fence = FENCE.exec(lines[start] ?? '')?.[1];
  if (!fence) return null;
  let end = start + 1;
  while (end < lines.length && !isFenceEnd(lines[end] ?? '', fence)) end += 1;
  const code = lines.slice(start + 1, end).map(escapeMrkdwn);
  return { text: ['```', ...code, '```'].join('\n'), next: end + 1 };
}

function isFenceEnd(line: string, fence: string): boolean {
  const trimmed = line.trim();
  return trimmed.startsWith(fence) && trimmed.split(fence.charAt(0)).every((rest) => rest === '');
}

/** Slack has no tables; in a code block the columns stay readable. */
function readTableAt(lines: readonly string[], start: number): Block | null {
  if (!isTableStart(lines, start)) return null;
  const { rows, next } = readTable(lines, start);
  return { text: ['```', ...rows.map(escapeMrkdwn), '```'].join('\n'), next };
}

function writeLine(line: string): string {
  const heading = HEADING.exec(line)?.[1];
  if (heading !== undefined) return writeHeading(heading);
  if (RULE.test(line)) return '──────────';
  const bullet = BULLET.exec(line);
  if (bullet) return `${bullet[1]}${bulletMark(bullet[2])} ${inlineMrkdwn(bullet[3] ?? '')}`;
  const quoted = QUOTE.exec(line)?.[1];
  // The sign at the start of the line is Slack's own mark of a quote and must not be escaped.
  if (quoted !== undefined) return `> ${inlineMrkdwn(quoted)}`;
  return inlineMrkdwn(line);
}

/** Slack has no headings; a bold line reads like one. */
function writeHeading(heading: string): string {
  let end = heading.trimEnd();
  while (end.endsWith('#')) end = end.slice(0, -1);
  const words = inlineMrkdwn(end.trim().replaceAll(/\*\*|__/g, ''));
  return words === '' ? '' : `*${words}*`;
}

function bulletMark(checkbox: string | undefined): string {
  if (checkbox === undefined) return '•';
  return checkbox === ' ' ? '☐' : '☑';
}
