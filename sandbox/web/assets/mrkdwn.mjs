import { emoji } from './emoji.mjs';

/**
 * Slack's mrkdwn as a tree. Nothing in it is markup: who draws it makes elements and text nodes.
 *
 * @typedef {{ type: 'text', text: string }
 *   | { type: 'bold' | 'italic' | 'strike', children: Inline[] }
 *   | { type: 'code', text: string }
 *   | { type: 'link', url: string, label: string }
 *   | { type: 'user' | 'channel' | 'broadcast', id: string, label: string | null }
 *   | { type: 'break' }} Inline
 * @typedef {{ type: 'paragraph' | 'quote', children: Inline[] }
 *   | { type: 'list', isOrdered: boolean, items: Inline[][] }
 *   | { type: 'code_block', text: string }} Block
 */

const INLINE = new RegExp(
  [
    '(?<code>`[^`\\n]+`)',
    '(?<angle><[^<>\\n]+>)',
    '(?<url>https?:\\/\\/[^\\s<>“”"]*[^\\s<>“”"\'.,;:!?)*_~])',
    '(?<emoji>:[a-z0-9_+-]+:)',
    '(?<![\\p{L}\\p{N}*])\\*(?<bold>[^\\s*](?:[^*\\n]*[^\\s*])?)\\*(?![\\p{L}\\p{N}*])',
    '(?<![\\p{L}\\p{N}_])_(?<italic>[^\\s_](?:[^_\\n]*[^\\s_])?)_(?![\\p{L}\\p{N}_])',
    '(?<![\\p{L}\\p{N}~])~(?<strike>[^\\s~](?:[^~\\n]*[^\\s~])?)~(?![\\p{L}\\p{N}~])',
  ].join('|'),
  'gu',
);

/** @param {string} text */
function decode(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/**
 * @param {string} content what stands between the angle brackets
 * @returns {Inline}
 */
function parseAngle(content) {
  const [target = '', ...rest] = content.split('|');
  const label = rest.length > 0 ? decode(rest.join('|')) : null;
  if (target.startsWith('@')) return { type: 'user', id: target.slice(1), label };
  if (target.startsWith('#')) return { type: 'channel', id: target.slice(1), label };
  if (target.startsWith('!')) return { type: 'broadcast', id: target.slice(1), label };
  if (/^(https?:\/\/|mailto:)/i.test(target)) {
    return { type: 'link', url: decode(target), label: label ?? decode(target.replace(/^mailto:/, '')) };
  }
  return { type: 'text', text: `<${decode(content)}>` };
}

/**
 * @param {Record<string, string | undefined>} groups
 * @param {string} whole
 * @returns {Inline}
 */
function parseMatch(groups, whole) {
  if (groups.code) return { type: 'code', text: decode(whole.slice(1, -1)) };
  if (groups.angle) return parseAngle(whole.slice(1, -1));
  if (groups.url) return { type: 'link', url: decode(whole), label: decode(whole) };
  if (groups.emoji) return { type: 'text', text: emoji(whole) ?? whole };
  if (groups.bold) return { type: 'bold', children: parseInline(groups.bold) };
  if (groups.italic) return { type: 'italic', children: parseInline(groups.italic) };
  return { type: 'strike', children: parseInline(groups.strike ?? '') };
}

/**
 * @param {string} text
 * @returns {Inline[]}
 */
export function parseInline(text) {
  /** @type {Inline[]} */
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(INLINE)) {
    if (match.index > end) nodes.push({ type: 'text', text: decode(text.slice(end, match.index)) });
    nodes.push(parseMatch(match.groups ?? {}, match[0]));
    end = match.index + match[0].length;
  }
  if (end < text.length) nodes.push({ type: 'text', text: decode(text.slice(end)) });
  return nodes;
}

/** @param {string[]} lines */
function withBreaks(lines) {
  return lines.flatMap((line, index) => [
    ...(index > 0 ? [/** @type {Inline} */ ({ type: 'break' })] : []),
    ...parseInline(line),
  ]);
}

const LINE_KINDS = /** @type {const} */ ([
  ['quote', /^(?:&gt;|>)\s?/],
  ['bullets', /^\s*(?:•|◦|-|\*)\s+/],
  ['numbers', /^\s*\d+[.)]\s+/],
]);

/** @param {string} line */
function kindOf(line) {
  if (line.trim() === '') return { kind: 'empty', text: '' };
  for (const [kind, prefix] of LINE_KINDS) if (prefix.test(line)) return { kind, text: line.replace(prefix, '') };
  return { kind: 'plain', text: line };
}

/**
 * @param {string} kind
 * @param {string[]} lines
 * @returns {Block}
 */
function toBlock(kind, lines) {
  if (kind === 'bullets' || kind === 'numbers') {
    return { type: 'list', isOrdered: kind === 'numbers', items: lines.map(parseInline) };
  }
  return { type: kind === 'quote' ? 'quote' : 'paragraph', children: withBreaks(lines) };
}

/**
 * Lines of one kind belong together; an empty line ends a paragraph.
 *
 * @param {string} text
 * @returns {Block[]}
 */
function parseLines(text) {
  /** @type {{ kind: string, lines: string[] }[]} */
  const groups = [];
  for (const line of text.split('\n')) {
    const { kind, text: content } = kindOf(line);
    const last = groups.at(-1);
    if (last?.kind === kind) last.lines.push(content);
    else groups.push({ kind, lines: [content] });
  }
  return groups.filter(({ kind }) => kind !== 'empty').map(({ kind, lines }) => toBlock(kind, lines));
}

/**
 * @param {string} text
 * @returns {Block[]}
 */
export function parseMrkdwn(text) {
  return text.split(/```\n?([\s\S]*?)\n?```/).flatMap((part, index) => {
    if (index % 2 === 1) return [{ type: /** @type {const} */ ('code_block'), text: decode(part) }];
    return parseLines(part);
  });
}
