const LINK = /!?\[([^[\]]*)\]\(\s*<?([^\s()<>]+(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+["'][^"']*["'])?\s*\)/g;
const AUTOLINK = /<((?:https?:\/\/|mailto:)[^\s<>|]+)>/g;
const BARE_URL = /https?:\/\/[^\s<>"'`*\uE000]+/g;
const BACKSLASH = /\\([\\`*_{}[\]()#+\-.!~>|])/g;
/** Characters for private use: they mean nothing in any text, and are taken out of what comes in. */
const MARKS = /[\uE000\uE001]/g;
const LINKABLE = /^(?:https?:\/\/|mailto:|tel:)/i;
const KEPT = /\uE000(\d+)\uE000/g;
const BOLD = '\uE001';
/** Emphasis patterns look ahead over the line; on longer ones, which nobody writes, that would take too long. */
const LONGEST_EMPHASISED_LINE = 5_000;

/** Slack's three control characters, so that no text can become a mention, a channel ping or a link by itself. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * One line of Markdown as mrkdwn. Code, links and escaped characters are put aside first, so that the emphasis rules
 * never touch an underscore of an address or a star in code.
 */
export function inlineMrkdwn(line: string): string {
  const kept: string[] = [];
  const keep = (text: string): string => `\uE000${kept.push(text) - 1}\uE000`;
  const bare = putCodeAside(line.replaceAll(MARKS, ''), keep)
    .replaceAll(BACKSLASH, (_, character: string) => keep(escapeMrkdwn(character)))
    .replaceAll(LINK, (_, label: string, address: string) => keep(writeLink(label, address)))
    .replaceAll(AUTOLINK, (_, address: string) => keep(`<${escapeAddress(address)}>`))
    .replaceAll(BARE_URL, (address) => keep(escapeMrkdwn(address)));
  return restore(emphasise(escapeMrkdwn(bare)), kept);
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
    written += line.slice(position, open.start) + keep(`\`${escapeMrkdwn(line.slice(open.end, close.start).trim())}\``);
    position = close.end;
    index = runs.indexOf(close);
  }
  return written + line.slice(position);
}

/** Bold goes through a mark of its own, since Slack's sign for bold is Markdown's for italics. */
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

function writeLink(label: string, address: string): string {
  const words = escapeMrkdwn(label.replaceAll(/\*\*|__|`/g, '').trim()).replaceAll('|', '¦');
  // Slack only links addresses that it can open; anything else is shown, so that nothing is lost or disguised.
  if (!LINKABLE.test(address)) return words === '' ? escapeMrkdwn(address) : `${words} (${escapeMrkdwn(address)})`;
  // A label that looks like an address could claim another one than the link has.
  if (/^(?:https?:|www\.)/i.test(words)) return `<${escapeAddress(address)}>`;
  return words === '' ? `<${escapeAddress(address)}>` : `<${escapeAddress(address)}|${words}>`;
}

function escapeAddress(address: string): string {
  return escapeMrkdwn(address).replaceAll('|', '%7C');
}

/** A label may itself hold something that was put aside. */
function restore(text: string, kept: readonly string[]): string {
  let restored = text;
  for (let depth = 0; depth < 3 && restored.includes('\uE000'); depth += 1) {
    restored = restored.replaceAll(KEPT, (_, index: string) => kept[Number(index)] ?? '');
  }
  return restored;
}
