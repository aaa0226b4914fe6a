/** A part shorter than this share of the maximum looks torn off, so a worse border further on is preferred. */
const LEAST_SHARE = 0.4;
const FENCE = '```';
/** More than anybody reads in a chat, and more than an employee's longest reply needs; a model that does not end is not passed on without end. */
const MAXIMUM_PARTS = 20;
const CUT_OFF = '[This answer was too long and ends here. Ask for what is missing.]';

/** What a channel takes in one message. */
export interface PartRules {
  readonly maximumLength: number;
  /** Whether `<…>` and `&…;` mean something there and must not be torn. */
  readonly hasTokens: boolean;
}

const CLOSING = `\n${FENCE}`;

/** Borders from best to worst, each with how much of it stays in the part before. */
const BORDERS: readonly RegExp[] = [/\n\n+/g, /\n/g, /(?<=[.!?…:;])\s/g, /\s/g];

/**
 * Splits a channel's markup at the best border below the limit: between paragraphs, lines, sentences, words. A code block that fits
 * into one part is kept whole; a longer one is closed and opened again. What does not fit into the most parts that are sent is left out, and the last one says so.
 */
export function splitText(text: string, { maximumLength, hasTokens }: PartRules): string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > maximumLength && parts.length < MAXIMUM_PARTS - 1) {
    const cut = findCut(rest, maximumLength - CLOSING.length, hasTokens);
    const head = rest.slice(0, cut).trimEnd();
    const isInsideCode = openFence(head) >= 0;
    parts.push(isInsideCode ? `${head}${CLOSING}` : head);
    const tail = rest.slice(cut);
    rest = isInsideCode ? `${FENCE}\n${tail.replace(/^\n/, '')}` : tail.trimStart();
  }
  if (rest !== '') parts.push(rest.length > maximumLength ? CUT_OFF : rest);
  return parts;
}

function findCut(text: string, limit: number, hasTokens: boolean): number {
  const fenceStart = openFence(text.slice(0, limit));
  if (fenceStart > 0 && fitsWhole(text, fenceStart, limit)) return fenceStart;
  const least = Math.max(Math.floor(limit * LEAST_SHARE), openingLength(text));
  for (const border of BORDERS) {
    const cut = lastMatch(text, border, limit, hasTokens);
    if (cut >= least) return cut;
  }
  return hardCut(text, limit, hasTokens);
}

/** Where a code block begins that is still open at the end of the text; -1 when none is. */
function openFence(text: string): number {
  const fences = [...text.matchAll(/^```/gm)];
  return fences.length % 2 === 1 ? (fences.at(-1)?.index ?? -1) : -1;
}

function fitsWhole(text: string, fenceStart: number, limit: number): boolean {
  const end = text.indexOf(CLOSING, fenceStart + FENCE.length);
  return end >= 0 && end + CLOSING.length - fenceStart <= limit;
}

/** Cutting inside the reopened fence line itself would never end. */
function openingLength(text: string): number {
  return text.startsWith(FENCE) ? FENCE.length + 2 : 1;
}

function lastMatch(text: string, border: RegExp, limit: number, hasTokens: boolean): number {
  let last = -1;
  for (const match of text.slice(0, limit + 1).matchAll(border)) {
    if (!hasTokens || !isInsideToken(text, match.index)) last = match.index;
  }
  return last;
}

/** One endless word: anywhere but inside a link, an entity or a surrogate pair. */
function hardCut(text: string, limit: number, hasTokens: boolean): number {
  if (!hasTokens) return betweenCharacters(text, limit);
  const tokenStart = text.lastIndexOf('<', limit - 1);
  if (isInsideToken(text, limit) && tokenStart > 0) return tokenStart;
  const entityStart = text.lastIndexOf('&', limit - 1);
  if (entityStart > 0 && limit - entityStart < 5 && text.indexOf(';', entityStart) >= limit) return entityStart;
  return betweenCharacters(text, limit);
}

function betweenCharacters(text: string, limit: number): number {
  const last = text.charCodeAt(limit - 1);
  const isSplitPair = last >= 0xd800 && last <= 0xdbff;
  return isSplitPair ? limit - 1 : limit;
}

function isInsideToken(text: string, index: number): boolean {
  const open = text.lastIndexOf('<', index - 1);
  return open >= 0 && text.lastIndexOf('>', index - 1) < open && text.includes('>', index);
}
