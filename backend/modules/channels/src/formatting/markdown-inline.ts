const LINK = /!?\[([^[\]]*)\]\(\s*<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+["'][^"']*["'])?\s*\)/g;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>|]+)>/g;
const BARE_URL = /https?:\/\/[^\s<>"'`*\uE000]+/g;
const BACKSLASH = /\\([\\`*_{}[\]()#+\-.!~>|])/g;
/** Characters for private use: they mean nothing in any text, and are taken out of what comes in. */
const MARKS = /[\uE000\uE001]/g;
const KEPT = /\uE000(\d+)\uE000/g;
const BOLD = '\uE001';
/** Emphasis patterns look ahead over the line; on longer ones, which nobody writes, that would take too long. */
const LONGEST_EMPHASISED_LINE = 5_000;

/** How a channel writes what stands in a line. */
export interface InlineDialect {
  /** Text that the channel must not take for markup of its own. */
  readonly escape: (text: string) => string;
  /** A character that the model escaped: it stands for itself. */
  readonly literal: (character: string) => string;
  readonly link: (label: string, address: string) => string;
  readonly autolink: (address: string) => string;
}

/**
 * One line of Markdown in a channel's markup. Code, links and escaped characters are put aside first, so that the emphasis
 * rules never touch an underscore of an address or a star in code.
 */
export function rewriteInline(line: string, { escape, literal, link, autolink }: InlineDialect): string {
  const kept: string[] = [];
  const keep = (text: string): string => `\uE000${kept.push(text) - 1}\uE000`;
  const bare = putCodeAside(line.replaceAll(MARKS, ''), (code) => keep(`\`${escape(code)}\``))
    .replaceAll(BACKSLASH, (_, character: string) => keep(literal(character)))
    .replaceAll(LINK, (_, label: string, address: string) => keep(link(label, address)))
    .replaceAll(AUTOLINK, (_, address: string) => keep(autolink(address)))
    .replaceAll(BARE_URL, (address) => keep(escape(address)));
  return restore(emphasise(escape(bare)), kept);
}

/** A code span ends at the next run of as many backticks as it began with. */
function putCodeAside(line: string, keep: (text: string) => string): string {
  const runs = [...line.matchAll(/`+/g)].map(({ 0: ticks, index }) => ({
    start: index,
    end: index + ticks.length,
    length: ticks.length,
  }));
  let written = '';
  let position = 0;
  for (let index = 0; index < runs.length; index += 1) {
    const open = runs[index];
    const close = open && runs.slice(index + 1, index + 50).find((run) => run.length === open.length);
    if (!open || !close) continue;
    written += line.slice(position, open.start) + keep(line.slice(open.end, close.start).trim());
    position = close.end;
    index = runs.indexOf(close);
  }
  return written + line.slice(position);
}

/** Bold goes through a mark of its own, since the channels' sign for bold is Markdown's for italics. */
function emphasise(text: string): string {
  if (text.length > LONGEST_EMPHASISED_LINE) return text;
  return text
    .replaceAll(/\*\*\*(?=\S)(.+?)(?<=\S)\*\*\*/g, `${BOLD}_$1_${BOLD}`)
    .replaceAll(/\*\*(?=\S)(.+?)(?<=\S)\*\*/g, `${BOLD}$1${BOLD}`)
    .replaceAll(/(?<!\w)__(?=\S)(.+?)(?<=\S)__(?!\w)/g, `${BOLD}$1${BOLD}`)
    .replaceAll(/(?<![*\w])\*(?=[^\s*])([^*]*?)(?<=[^\s*])\*(?![*\w])/g, '_$1_')
    .replaceAll(/~~(?=\S)(.+?)(?<=\S)~~/g, '~$1~')
    .replaceAll(BOLD, '*');
}

/** A label may itself hold something that was put aside. */
function restore(text: string, kept: readonly string[]): string {
  let restored = text;
  for (let depth = 0; depth < 3 && restored.includes('\uE000'); depth += 1) {
    restored = restored.replaceAll(KEPT, (_, index: string) => kept[Number(index)] ?? '');
  }
  return restored;
}
