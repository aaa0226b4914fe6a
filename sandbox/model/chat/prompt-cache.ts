const MINIMUM_PREFIX = 1_024;
const STEP = 128;
const KEPT_PROMPTS = 64;
const LIFETIME_MS = 10 * 60 * 1_000;

interface KeptPrompt {
  model: string;
  tokens: number[];
  at: number;
}

function commonPrefix(a: number[], b: number[]): number {
  const end = Math.min(a.length, b.length);
  let length = 0;
  while (length < end && a[length] === b[length]) length += 1;
  return length;
}

/** OpenAI's prompt caching: a beginning of 1,024 tokens or more that was seen lately, counted in steps of 128. */
export class PromptCache {
  private prompts: KeptPrompt[] = [];

  /** How many tokens of the prompt were cached; the prompt itself is cached from now on. */
  use(model: string, tokens: number[]): number {
    const now = Date.now();
    this.prompts = this.prompts.filter((prompt) => now - prompt.at < LIFETIME_MS).slice(-KEPT_PROMPTS);
    const prefixes = this.prompts.map((prompt) => (prompt.model === model ? commonPrefix(prompt.tokens, tokens) : 0));
    const longest = Math.max(0, ...prefixes);
    if (tokens.length >= MINIMUM_PREFIX) this.prompts.push({ model, tokens, at: now });
    return longest >= MINIMUM_PREFIX ? Math.floor(longest / STEP) * STEP : 0;
  }

  clear(): void {
    this.prompts = [];
  }
}
