import { createRequire } from 'node:module';

type Tokenizer = typeof import('gpt-tokenizer/encoding/o200k_base');

const load = createRequire(__filename);
/** Two hundred thousand words, read when something is counted: most of what loads this module counts nothing. */
let tokenizer: Tokenizer | undefined;

/**
 * The tokenizer takes quadratic time on long runs without a break (50,000 equal characters: 9 s), which anyone could
 * paste. Text is therefore counted in pieces; cutting before a space costs no accuracy.
 */
const PIECE_LENGTH = 500;

/** Tokens of a text in OpenAI's o200k encoding; near enough for other providers to estimate with. */
export function countTextTokens(text: string): number {
  tokenizer ??= load('gpt-tokenizer/encoding/o200k_base') as Tokenizer;
  let tokens = 0;
  for (let start = 0; start < text.length;) {
    const end = endOfPiece(text, start);
    tokens += tokenizer.countTokens(text.slice(start, end), { disallowedSpecial: new Set() });
    start = end;
  }
  return tokens;
}

function endOfPiece(text: string, start: number): number {
  const end = start + PIECE_LENGTH;
  if (end >= text.length) return text.length;
  const space = text.lastIndexOf(' ', end);
  return space > start ? space : end;
}
