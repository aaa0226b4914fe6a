import { priceOn, rates, type DollarsPerMillion, type PriceEntry } from './price-entry';
import recorded from './price-list.json';

/** Which names belong to a model: rules that are data, in the words of the source. */
export interface NameRule {
  readonly equals?: string;
  readonly starts_with?: string;
  readonly ends_with?: string;
  readonly contains?: string;
  readonly regex?: string;
  readonly or?: readonly NameRule[];
  readonly and?: readonly NameRule[];
}

/** A price in decimal dollars, as it stands in price lists and files. */
export interface RecordedPrice {
  readonly from: string;
  readonly daily?: { readonly from: string; readonly until: string };
  readonly dollars: DollarsPerMillion;
  readonly above?: readonly { readonly tokens: number; readonly dollars: DollarsPerMillion }[];
}

/** A model, the names that belong to it, and its prices. */
export interface RecordedModel {
  readonly model: string;
  readonly match: NameRule;
  readonly prices: readonly RecordedPrice[];
}

interface RecordedSeller {
  readonly address: string;
  readonly models: readonly RecordedModel[];
}

const SELLERS: Readonly<Record<string, RecordedSeller>> = recorded;

const ADDRESSES = Object.entries(SELLERS).map(
  ([seller, { address }]) => [seller, new RegExp(`^(?:${address})`)] as const,
);

/** Who sells the models that answer at an address; null for a server of one's own. */
export function sellerAt(address: string): string | null {
  return ADDRESSES.find(([, pattern]) => pattern.test(address))?.[0] ?? null;
}

/** What the file says of a seller's models. */
export function recordedModels(seller: string): readonly RecordedModel[] {
  return SELLERS[seller]?.models ?? [];
}

/** The model that a name belongs to; the first rule that fits decides, as in the source. */
export function modelNamed<Model extends Pick<RecordedModel, 'match'>>(
  models: readonly Model[],
  name: string,
): Model | null {
  return models.find(({ match }) => fits(match, name)) ?? null;
}

/** The model that a name belongs to, and its price at an instant. */
export function pricedModel(
  models: readonly RecordedModel[],
  name: string,
  at: Date,
): { readonly model: string; readonly price: PriceEntry } | null {
  const found = modelNamed(models, name);
  const price = found && priceOn(found.prices, at);
  return price ? { model: found.model, price: toEntry(price) } : null;
}

/** Everyone whose prices the file has. */
export const SELLER_NAMES = Object.keys(SELLERS);

/** The exact rates of a recorded price. */
export function toEntry({ from, daily, dollars, above = [] }: RecordedPrice): PriceEntry {
  const tiers = above.map((tier) => ({ aboveInputTokens: tier.tokens, rates: rates(tier.dollars) }));
  return { from, ...(daily && { daily }), rates: rates(dollars), tiers };
}

function fits(rule: NameRule, name: string): boolean {
  if (rule.or) return rule.or.some((part) => fits(part, name));
  if (rule.and) return rule.and.every((part) => fits(part, name));
  if (rule.equals !== undefined) return name === rule.equals.toLowerCase();
  if (rule.starts_with !== undefined) return name.startsWith(rule.starts_with.toLowerCase());
  if (rule.ends_with !== undefined) return name.endsWith(rule.ends_with.toLowerCase());
  if (rule.contains !== undefined) return name.includes(rule.contains.toLowerCase());
  return rule.regex !== undefined && new RegExp(rule.regex, 'i').test(name);
}
