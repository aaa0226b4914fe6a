import type { ModelProvider } from '@konstruct/contracts';
import { rates, type DollarsPerMillion, type PriceEntry } from './price-entry';
import recorded from './recorded-prices.json';

/** Which names belong to a model: rules that are data, in the words of the source. */
interface NameRule {
  readonly equals?: string;
  readonly starts_with?: string;
  readonly ends_with?: string;
  readonly contains?: string;
  readonly regex?: string;
  readonly or?: readonly NameRule[];
  readonly and?: readonly NameRule[];
}

interface RecordedModel {
  readonly model: string;
  readonly match: NameRule;
  readonly prices: readonly {
    readonly from: string;
    readonly dollars: DollarsPerMillion;
    readonly above?: readonly { readonly tokens: number; readonly dollars: DollarsPerMillion }[];
  }[];
}

const MODELS: Readonly<Partial<Record<ModelProvider, readonly RecordedModel[]>>> = recorded;

/** Prices of models that nobody is offered but that may be named; the first rule that fits decides, as in the source. */
export function recordedPrices(
  provider: ModelProvider,
  name: string,
): { readonly model: string; readonly prices: readonly PriceEntry[] } | null {
  const found = MODELS[provider]?.find(({ match }) => fits(match, name));
  if (!found) return null;
  const prices = found.prices.map(({ from, dollars, above = [] }) => ({
    from,
    rates: rates(dollars),
    tiers: above.map((tier) => ({ aboveInputTokens: tier.tokens, rates: rates(tier.dollars) })),
  }));
  return { model: found.model, prices };
}

function fits(rule: NameRule, name: string): boolean {
  if (rule.or) return rule.or.some((part) => fits(part, name));
  if (rule.and) return rule.and.every((part) => fits(part, name));
  if (rule.equals !== undefined) return name === rule.equals;
  if (rule.starts_with !== undefined) return name.startsWith(rule.starts_with);
  if (rule.ends_with !== undefined) return name.endsWith(rule.ends_with);
  if (rule.contains !== undefined) return name.includes(rule.contains);
  return rule.regex !== undefined && new RegExp(rule.regex).test(name);
}
