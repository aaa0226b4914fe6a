import { rates, type RecordedModel, type RecordedPrice, type SellerListing, type TokenRates } from '@konstruct/models';

/** One figure of a price, in US dollars per million tokens. */
export interface FigureChange {
  readonly name: keyof TokenRates;
  /** Null when there was none. */
  readonly before: bigint | null;
  readonly after: bigint;
}

/** A price that a list has and the catalogue has not. */
export interface PriceChange {
  readonly seller: string;
  readonly model: string;
  readonly match: RecordedModel['match'];
  readonly price: RecordedPrice;
  /** The figures that differ from the price before it. */
  readonly figures: readonly FigureChange[];
  /** Whether a figure jumps so far that it may be a mistake. */
  readonly isImplausible: boolean;
}

/** What a list would change, and where it contradicts what is on record for the same day. */
export interface ListedChanges {
  readonly changes: readonly PriceChange[];
  readonly overlaps: readonly string[];
}

/** More than three times as much or less than a third is no ordinary change of a price. */
const IMPLAUSIBLE_TIMES = 3n;

/**
 * Compares a list with what is known. A list mostly says what holds now and not since when: such a price counts from `today` on.
 * One with a date of its own counts from there, unless another price is on record for that very day.
 */
export function listedChanges(
  listing: readonly SellerListing[],
  known: (seller: string) => readonly RecordedModel[],
  today: string,
): ListedChanges {
  const found = listing.flatMap(({ seller, models }) => {
    const byName = new Map(known(seller).map((model) => [model.model, model]));
    return models.map((model) => changesOf(seller, model, byName.get(model.model)?.prices ?? [], today));
  });
  return {
    changes: found.flatMap(({ changes }) => changes),
    overlaps: found.flatMap(({ overlaps }) => overlaps),
  };
}

function changesOf(
  seller: string,
  model: RecordedModel,
  known: readonly RecordedPrice[],
  today: string,
): ListedChanges {
  const first = model.prices[0]?.from ?? today;
  const undated = model.prices.filter(({ from }) => from === first);
  const dated = model.prices.filter(({ from }) => from !== first);
  const changes: PriceChange[] = [];
  const overlaps: string[] = [];
  const add = (price: RecordedPrice, before: RecordedPrice | null): void => {
    changes.push(toChange(seller, model, price, before));
  };
  // What the list says of the time before its first date is history, and history is on record.
  if (dated.length === 0 && undated.some((price) => !isSame(price, priceFor(price, known, today)))) {
    if (undated.some((price) => onDay(price, known, today))) overlaps.push(`${seller}/${model.model} from ${today}`);
    else for (const price of undated) add({ ...price, from: today }, priceFor(price, known, today));
  }
  for (const price of dated) {
    const recorded = onDay(price, known, price.from);
    if (recorded && !isSame(price, recorded)) overlaps.push(`${seller}/${model.model} from ${price.from}`);
    if (!recorded) add(price, priceFor(price, known, price.from));
  }
  return { changes, overlaps };
}

function toChange(
  seller: string,
  { model, match }: RecordedModel,
  price: RecordedPrice,
  before: RecordedPrice | null,
): PriceChange {
  const after = rates(price.dollars);
  const earlier = before && rates(before.dollars);
  const names = Object.keys(after) as (keyof TokenRates)[];
  const figures = names
    .map((name) => ({ name, before: earlier ? earlier[name] : null, after: after[name] }))
    .filter((figure) => figure.before !== figure.after);
  return { seller, model, match, price, figures, isImplausible: figures.some(isImplausible) };
}

function isImplausible({ before, after }: FigureChange): boolean {
  if (before === null) return false;
  return after > before * IMPLAUSIBLE_TIMES || after * IMPLAUSIBLE_TIMES < before;
}

const hourOf = ({ daily }: RecordedPrice): string => daily?.from ?? '';

/** The price of the same hours that holds on a day. */
function priceFor(price: RecordedPrice, known: readonly RecordedPrice[], day: string): RecordedPrice | null {
  return known.findLast((earlier) => earlier.from <= day && hourOf(earlier) === hourOf(price)) ?? null;
}

function onDay(price: RecordedPrice, known: readonly RecordedPrice[], day: string): RecordedPrice | undefined {
  return known.find((earlier) => earlier.from === day && hourOf(earlier) === hourOf(price));
}

function isSame(price: RecordedPrice, other: RecordedPrice | null): boolean {
  return other !== null && fingerprint(price) === fingerprint(other);
}

function fingerprint({ dollars, above = [], daily }: RecordedPrice): string {
  const figures = [dollars, ...above.map((tier) => tier.dollars)].map((some) => Object.values(rates(some)).join(' '));
  return [daily?.until ?? '', ...above.map(({ tokens }) => tokens), ...figures].join('|');
}
