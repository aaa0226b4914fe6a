import { el } from './dom.mjs';

/** `*bold*`, `_italic_`, `~struck~`, `` `code` `` and three backticks, as WhatsApp reads them: only at the edges of words. */
const MARKS =
  /```([\s\S]+?)```|`([^`\n]+)`|(?<![\p{L}\p{N}])([*_~])(?=\S)([^\n]*?\S)\3(?![\p{L}\p{N}])|(https?:\/\/[^\s<>"']+)/u;
/** @type {Record<string, string>} */
const TAGS = { '*': 'strong', _: 'em', '~': 's' };

/** @param {string} text @returns {(Node | string)[]} */
export function inline(text) {
  const match = MARKS.exec(text);
  if (!match) return text === '' ? [] : [text];
  const before = text.slice(0, match.index);
  const after = text.slice(match.index + match[0].length);
  return [...(before === '' ? [] : [before]), marked(match), ...inline(after)];
}

/** @param {RegExpExecArray} match */
function marked([, block, code, sign, inner, url]) {
  if (block !== undefined) return el('code', {}, block);
  if (code !== undefined) return el('code', {}, code);
  if (url !== undefined) return el('a', { href: url, target: '_blank', rel: 'noreferrer' }, url);
  return el(TAGS[sign ?? ''] ?? 'span', {}, ...inline(inner ?? ''));
}

/** @param {string} line */
function kindOf(line) {
  if (/^[-*] /.test(line)) return 'ul';
  if (/^\d+\. /.test(line)) return 'ol';
  return /^> /.test(line) ? 'blockquote' : 'p';
}

/**
 * A text as it stands in a bubble: paragraphs, lists and quotes.
 * @param {string} text
 * @returns {HTMLElement[]}
 */
export function renderWhatsAppText(text) {
  /** @type {{ kind: string, lines: string[] }[]} */
  const blocks = [];
  for (const line of text.split('\n')) {
    const kind = kindOf(line);
    const last = blocks.at(-1);
    if (last?.kind === kind && line.trim() !== '') last.lines.push(line);
    else if (line.trim() !== '') blocks.push({ kind, lines: [line] });
    else blocks.push({ kind: 'gap', lines: [] });
  }
  return blocks.filter(({ kind }) => kind !== 'gap').map(renderBlock);
}

/** @param {{ kind: string, lines: string[] }} block */
function renderBlock({ kind, lines }) {
  if (kind === 'p') return el('p', {}, ...inline(lines.join('\n')));
  const stripped = lines.map((line) => line.replace(/^(?:[-*]|\d+\.|>) /, ''));
  if (kind === 'blockquote') return el('blockquote', {}, ...inline(stripped.join('\n')));
  return el(kind, {}, ...stripped.map((item) => el('li', {}, ...inline(item))));
}
