import { decode, encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { ChatMessage } from './chat-request';

/** OpenAI's published overhead: three tokens around each message and three that start the answer. */
const TOKENS_PER_MESSAGE = 3;
const TOKENS_OF_ANSWER_START = 3;
const TOKENS_PER_NAME = 1;
/** What an image in low detail costs; good enough for parts that the sandbox cannot read. */
const TOKENS_PER_OTHER_PART = 85;
/** Stands in the token sequence for overhead, which has no token of its own here. */
const OVERHEAD = -1;

/** Text such as `<|endoftext|>` is counted as plain text: people may write it. */
const AS_PLAIN_TEXT = { disallowedSpecial: new Set<string>() };

export function tokensOf(text: string): number[] {
  return encode(text, AS_PLAIN_TEXT);
}

export function textOf(tokens: number[]): string {
  return decode(tokens);
}

function overhead(count: number): number[] {
  return new Array<number>(count).fill(OVERHEAD);
}

/** The whole prompt as one sequence, so that its length can be counted and its beginning compared. */
export function promptTokens(messages: ChatMessage[]): number[] {
  const sequence: number[] = [];
  const append = (tokens: number[]) => {
    for (const token of tokens) sequence.push(token);
  };
  for (const message of messages) {
    append(overhead(TOKENS_PER_MESSAGE));
    append(tokensOf(message.role));
    append(tokensOf(message.text));
    if (message.name) append([...tokensOf(message.name), ...overhead(TOKENS_PER_NAME)]);
    append(overhead(TOKENS_PER_OTHER_PART * message.otherParts));
  }
  append(overhead(TOKENS_OF_ANSWER_START));
  return sequence;
}
