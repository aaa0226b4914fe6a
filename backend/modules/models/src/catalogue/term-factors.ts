/** Where the factors come from: the price pages of OpenAI (batch, flex, fast mode), Anthropic and Google. */
export const TERMS_SOURCE = 'price pages of OpenAI, Anthropic, Google and Mistral, read 2026-11-25';

/** A price as a multiple of the ordinary one. */
export interface Factor {
  readonly times: bigint;
  readonly by: bigint;
}

interface TermFactor extends Factor {
  readonly term: string;
  /** Which models, by name. */
  readonly models: RegExp;
}

const ALL = /./;
const HALF = { times: 1n, by: 2n } as const;
const SAME = { times: 1n, by: 1n } as const;

/**
 * What terms make of a price. For terms or models that are not here nobody knows: such calls are unpriced. Every figure of a
 * model has the same factor on these pages, cached and written tokens included.
 */
const FACTORS: Readonly<Record<string, readonly TermFactor[]>> = {
  openai: [
    { term: 'batch', models: ALL, ...HALF },
    { term: 'flex', models: ALL, ...HALF },
    { term: 'priority', models: /^gpt-5\.5/, times: 5n, by: 2n },
    { term: 'priority', models: /^gpt-5-mini/, times: 9n, by: 5n },
    { term: 'priority', models: /^gpt-5(?!-nano|-pro|\.\d-(?:nano|pro))/, times: 2n, by: 1n },
    { term: 'priority', models: /^gpt-4\.1-nano/, times: 2n, by: 1n },
    { term: 'priority', models: /^(?:gpt-4\.1|o3$)/, times: 7n, by: 4n },
    { term: 'priority', models: /^gpt-4o-mini$/, times: 5n, by: 3n },
    { term: 'priority', models: /^gpt-4o$/, times: 17n, by: 10n },
    { term: 'priority', models: /^o4-mini$/, times: 20n, by: 11n },
  ],
  anthropic: [
    { term: 'batch', models: ALL, ...HALF },
    { term: 'fast', models: /^claude-opus-5/, times: 2n, by: 1n },
    { term: 'fast', models: /^claude-opus-4-[67]/, times: 6n, by: 1n },
    // Models before these cost the same wherever they run.
    { term: 'us', models: /^claude-(?:opus|sonnet)-4-[6-9]|^claude-[a-z]+-5/, times: 11n, by: 10n },
    { term: 'us', models: ALL, ...SAME },
  ],
  google: [
    { term: 'batch', models: ALL, ...HALF },
    { term: 'flex', models: ALL, ...HALF },
    { term: 'priority', models: ALL, times: 9n, by: 5n },
  ],
  mistral: [{ term: 'batch', models: ALL, ...HALF }],
  groq: [
    { term: 'batch', models: ALL, ...HALF },
    { term: 'flex', models: ALL, ...SAME },
  ],
};

/** What terms make of the price of a model; null when nobody knows. */
export function factorOf(seller: string, model: string, terms: string | null): Factor | null {
  let factor: Factor = SAME;
  for (const term of terms?.split('+') ?? []) {
    const found = FACTORS[seller]?.find((candidate) => candidate.term === term && candidate.models.test(model));
    if (!found) return null;
    factor = { times: factor.times * found.times, by: factor.by * found.by };
  }
  return factor;
}
