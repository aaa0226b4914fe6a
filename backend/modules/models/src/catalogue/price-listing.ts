import { FIRST_RECORDED_DAY, type DollarsPerMillion } from './price-entry';
import type { RecordedModel, RecordedPrice } from './recorded-prices';

/** What a public price list (the format of genai-prices) says of one seller. */
export interface SellerListing {
  readonly seller: string;
  /** The addresses that the seller answers at, as a regular expression. */
  readonly address: string;
  readonly models: readonly RecordedModel[];
}

/** A list that cannot be read; says where. */
export class PriceListingError extends Error {}

type Json = Readonly<Record<string, unknown>>;
type Figure = number | { readonly base: number; readonly tiers: readonly { start: number; price: number }[] };

/** What a price list calls the figures that calls of language models are reckoned with. */
const FIGURES = {
  input: 'input_mtok',
  output: 'output_mtok',
  cacheRead: 'cache_read_mtok',
  cacheWrite: 'cache_write_mtok',
  inputAudio: 'input_audio_mtok',
  outputAudio: 'output_audio_mtok',
  cacheReadAudio: 'cache_audio_read_mtok',
} as const;

/** An hour in Anthropic's cache costs twice the input, which price lists leave out. */
const HOUR_IN_CACHE = { seller: 'anthropic', timesInput: 2 } as const;

/** Models that answer with numbers instead of words have nothing to pay for on that side. */
const ANSWERS_NOTHING = 'embed';

/** Reads a price list. Models whose words have no price are left out: half a price would be taken for the whole. */
export function readPriceListing(document: unknown): SellerListing[] {
  if (!Array.isArray(document)) throw new PriceListingError('a price list is an array of providers');
  return document.map((entry: unknown, index) => {
    const provider = object(entry, `provider ${index + 1}`);
    const seller = text(provider['id'], `provider ${index + 1}: id`);
    if (!Array.isArray(provider['models'])) throw new PriceListingError(`${seller}: models are missing`);
    const models = provider['models'].flatMap((model: unknown) => readModel(seller, model) ?? []);
    return { seller, address: text(provider['api_pattern'], `${seller}: api_pattern`), models };
  });
}

function readModel(seller: string, entry: unknown): RecordedModel | null {
  const model = object(entry, `${seller}: a model`);
  const name = text(model['id'], `${seller}: a model's id`);
  const where = `${seller}/${name}`;
  const listed = Array.isArray(model['prices']) ? model['prices'] : [{ prices: model['prices'] }];
  const prices = listed.map((price: unknown) => readPrice(seller, name, object(price, where)));
  if (prices.some((price) => price === null)) return null;
  refuseOverlaps(where, prices as RecordedPrice[]);
  return {
    model: name,
    match: object(model['match'], `${where}: match`),
    prices: prices as RecordedPrice[],
  };
}

function readPrice(seller: string, name: string, { prices, constraint }: Json): RecordedPrice | null {
  const where = `${seller}/${name}`;
  const figures = object(prices, `${where}: prices`);
  if (!('input_mtok' in figures) || 'requests_kcount' in figures) return null;
  if (!('output_mtok' in figures) && !name.includes(ANSWERS_NOTHING)) return null;
  const condition = constraint == null ? {} : object(constraint, `${where}: constraint`);
  const from = condition['start_date'] ?? FIRST_RECORDED_DAY;
  if (typeof from !== 'string' || !isDay(from)) throw new PriceListingError(`${where}: start_date is no date`);
  const daily = dailyOf(where, condition);
  const thresholds = [...new Set(Object.values(figures).flatMap(startsOf))].sort((a, b) => a - b);
  const above = thresholds.map((tokens) => ({ tokens, dollars: dollarsOf(seller, where, figures, tokens) }));
  return {
    from,
    ...(daily && { daily }),
    dollars: dollarsOf(seller, where, figures, 0),
    ...(above.length > 0 && { above }),
  };
}

function dollarsOf(seller: string, where: string, figures: Json, threshold: number): DollarsPerMillion {
  const found = Object.entries(FIGURES).flatMap(([name, listed]) => {
    const figure = figures[listed];
    return figure === undefined ? [] : [[name, decimal(where, listed, priceAbove(figure as Figure, threshold))]];
  });
  const dollars = { output: '0', ...Object.fromEntries(found) } as {
    -readonly [Name in keyof DollarsPerMillion]: string;
  };
  if (seller === HOUR_IN_CACHE.seller) dollars.cacheWrite1h = String(Number(dollars.input) * HOUR_IN_CACHE.timesInput);
  return dollars;
}

function priceAbove(figure: Figure, threshold: number): number {
  if (typeof figure !== 'object') return figure;
  return figure.tiers.findLast(({ start }) => start <= threshold)?.price ?? figure.base;
}

function startsOf(figure: unknown): number[] {
  return typeof figure === 'object' && figure !== null && 'tiers' in figure
    ? (figure as Exclude<Figure, number>).tiers.map(({ start }) => start)
    : [];
}

/** Two prices of the same hours from the same day on: nobody could say which of them holds. */
function refuseOverlaps(where: string, prices: readonly RecordedPrice[]): void {
  const seen = new Set<string>();
  for (const { from, daily } of prices) {
    const begin = `${from} ${daily?.from ?? ''}`;
    if (seen.has(begin)) throw new PriceListingError(`${where}: two prices begin on ${from}`);
    seen.add(begin);
  }
}

function dailyOf(where: string, condition: Json): RecordedPrice['daily'] {
  if (!('start_time' in condition)) return undefined;
  const [from, until] = [condition['start_time'], condition['end_time']].map(
    (time) => /^(\d\d:\d\d):\d\dZ$/.exec(String(time))?.[1],
  );
  if (from === undefined || until === undefined) throw new PriceListingError(`${where}: a time of day is not in UTC`);
  return { from, until };
}

/** The decimal that a price list means by its number, to the billionth of a dollar. */
function decimal(where: string, name: string, value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
    throw new PriceListingError(`${where}: ${name} is no price`);
  }
  const written = String(value);
  return /^\d+(?:\.\d{1,9})?$/.test(written) ? written : value.toFixed(9).replace(/\.?0+$/, '');
}

function isDay(value: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value));
}

function object(value: unknown, where: string): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new PriceListingError(`${where} is no object`);
}

function text(value: unknown, where: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw new PriceListingError(`${where} is missing`);
}
