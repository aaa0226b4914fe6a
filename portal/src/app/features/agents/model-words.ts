import type { ModelView } from '@konstruct/api-client';
import { formatMoney } from '@konstruct/ui';

const CHARACTERS_PER_TOKEN = 4;

/** Price of a model as a person can compare it; a model without a price is never called free. */
export function priceWords(model: ModelView): string {
  const { input_usd_per_million: input, output_usd_per_million: output } = model;
  if (input === null || output === null) return 'Price not known yet';
  return `${formatMoney(input)} in · ${formatMoney(output)} out per million tokens`;
}

/** What the longest reply to the instructions alone costs at least, in US dollars; 0 for a model without a price. */
export function longestReplyUsd(model: ModelView | undefined, maxReplyTokens: number, instructions: string): number {
  const { input_usd_per_million: input, output_usd_per_million: output } = model ?? {};
  return ((output ?? 0) * maxReplyTokens + (input ?? 0) * (instructions.length / CHARACTERS_PER_TOKEN)) / 1e6;
}

/** What a temperature means for the answers. */
export function temperatureWords(temperature: number): string {
  if (temperature <= 0.2) return 'Precise: the same question gets nearly the same answer';
  if (temperature <= 0.6) return 'Balanced: natural wording, stays with the facts';
  return 'Creative: varied wording, may wander';
}

/** Length of a reply in words; a token is about three quarters of an English word. */
export function replyLengthWords(tokens: number): string {
  return `About ${new Intl.NumberFormat('en').format(Math.round((tokens * 0.75) / 5) * 5)} words at most`;
}
