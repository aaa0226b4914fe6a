import type { ModelProvider } from '@konstruct/contracts';

/** What a provider says of the tokens of a call, in its own words. Nothing in it is trusted to be a number. */
export type UsageReport = Readonly<Record<string, unknown>>;

/** More tokens than any model reads; a greater number is a mistake, and sums of such stay exact. */
const MOST_TOKENS = 1e12;

/** Finds the report in an answer of a provider, or in one piece of a streamed answer, with the tier that it was served at. */
export function reportIn(provider: ModelProvider, answer: unknown): UsageReport | null {
  const outer = asObject(answer);
  const body = asObject(outer?.['response']) ?? outer;
  if (!body) return null;
  const report = (provider === 'google' ? asObject(body['usageMetadata']) : null) ?? usageIn(body);
  const tier = body['service_tier'];
  return report && typeof tier === 'string' && report['service_tier'] == null
    ? { ...report, service_tier: tier }
    : report;
}

/** Anthropic's streams wrap it into a message, Groq's into a part of their own. */
function usageIn(body: UsageReport): UsageReport | null {
  const holders = [body, asObject(body['message']), asObject(body['x_groq'])];
  return holders.map((holder) => asObject(holder?.['usage'])).find((usage) => usage !== null) ?? null;
}

/** Later pieces of a stream complete the report and correct it; what they leave out still holds. */
export function completeReport(report: UsageReport | null, piece: UsageReport | null): UsageReport | null {
  if (!piece) return report;
  return { ...report, ...Object.fromEntries(Object.entries(piece).filter(([, value]) => value != null)) };
}

/** A count of tokens, also one written as text; null for what cannot be one: other text, fractions, negative numbers. */
export function count(value: unknown): number | null {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 && number <= MOST_TOKENS
    ? number
    : null;
}

/** The value when it is an object with names. */
export function asObject(value: unknown): UsageReport | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as UsageReport) : null;
}
