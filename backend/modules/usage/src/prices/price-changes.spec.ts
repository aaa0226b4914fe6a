import { rates, readPriceListing, type RecordedModel } from '@konstruct/models';
import { listedChanges } from './price-changes';

const TODAY = '2026-11-25';

function listing(prices: unknown, id = 'gpt-x'): ReturnType<typeof readPriceListing> {
  const models = [{ id, match: { equals: id }, prices }];
  return readPriceListing([{ id: 'openai', name: 'OpenAI', api_pattern: 'https://api\\.openai\\.com', models }]);
}

function known(...prices: RecordedModel['prices'][number][]): () => RecordedModel[] {
  return () => [{ model: 'gpt-x', match: { equals: 'gpt-x' }, prices }];
}

const BASE = { from: '2024-01-01', dollars: { input: '1', output: '4' } } as const;

describe('what a price list changes', () => {
  it('is nothing when it says what is known', () => {
    expect(listedChanges(listing({ input_mtok: 1, output_mtok: 4 }), known(BASE), TODAY)).toEqual({
      changes: [],
      overlaps: [],
    });
  });

  it('counts from today where it has no date, and names only the figures that differ', () => {
    const { changes } = listedChanges(listing({ input_mtok: 1.2, output_mtok: 4 }), known(BASE), TODAY);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ price: { from: TODAY }, isImplausible: false });
    expect(changes[0]?.figures.map(({ name }) => name)).toEqual([
      'input',
      'cacheRead',
      'cacheReadAudio',
      'cacheWrite',
      'cacheWrite1h',
      'inputAudio',
    ]);
    expect(changes[0]?.figures[0]).toMatchObject({ before: rates(BASE.dollars).input, after: 1_200_000_000n });
  });

  it('counts from its own date where it has one, of a price to come too', () => {
    const prices = [
      { prices: { input_mtok: 1, output_mtok: 4 } },
      { constraint: { start_date: '2027-01-01' }, prices: { input_mtok: 2, output_mtok: 4 } },
    ];
    const { changes, overlaps } = listedChanges(listing(prices), known(BASE), TODAY);
    expect([changes.map(({ price }) => price.from), overlaps]).toEqual([['2027-01-01'], []]);
  });

  it('knows a new model, and finds tiers and hours that differ', () => {
    const fresh = listedChanges(listing({ input_mtok: 1, output_mtok: 4 }, 'gpt-y'), known(BASE), TODAY);
    expect(fresh.changes).toMatchObject([
      { model: 'gpt-y', figures: expect.any(Array) as unknown, isImplausible: false },
    ]);
    expect(fresh.changes[0]?.figures.every(({ before }) => before === null)).toBe(true);
    const tiered = { input_mtok: { base: 1, tiers: [{ start: 200_000, price: 2 }] }, output_mtok: 4 };
    expect(listedChanges(listing(tiered), known(BASE), TODAY).changes).toMatchObject([
      { price: { above: [{ tokens: 200_000 }] } },
    ]);
    const hours = [
      { prices: { input_mtok: 1, output_mtok: 4 } },
      { constraint: { start_time: '00:30:00Z', end_time: '16:30:00Z' }, prices: { input_mtok: 2, output_mtok: 4 } },
    ];
    expect(listedChanges(listing(hours), known(BASE), TODAY).changes).toHaveLength(2);
  });

  it.each([
    [3.1, true],
    [3, false],
    [0.33, true],
    [0, true],
    [0.5, false],
  ])('asks before %d instead of 1: %s', (input, isImplausible) => {
    const { changes } = listedChanges(listing({ input_mtok: input, output_mtok: 4 }), known(BASE), TODAY);
    expect(changes[0]?.isImplausible).toBe(isImplausible);
  });

  it('refuses another price for a day that has one', () => {
    const dated = known(BASE, { from: '2026-11-01', dollars: { input: '2', output: '4' } });
    const prices = [
      { prices: { input_mtok: 1, output_mtok: 4 } },
      { constraint: { start_date: '2026-11-01' }, prices: { input_mtok: 2.5, output_mtok: 4 } },
    ];
    expect(listedChanges(listing(prices), dated, TODAY).overlaps).toEqual(['openai/gpt-x from 2026-11-01']);
    const today = known(BASE, { from: TODAY, dollars: { input: '2', output: '4' } });
    expect(listedChanges(listing({ input_mtok: 2.5, output_mtok: 4 }), today, TODAY)).toEqual({
      changes: [],
      overlaps: [`openai/gpt-x from ${TODAY}`],
    });
  });

  it.each([
    ['no list', { a: 1 }],
    [
      'two prices from one day',
      [{ prices: { input_mtok: 1, output_mtok: 1 } }, { prices: { input_mtok: 2, output_mtok: 1 } }],
    ],
    ['a negative price', { input_mtok: -1, output_mtok: 1 }],
    ['words', { input_mtok: 'free', output_mtok: 1 }],
    ['a date of nowhere', [{ constraint: { start_date: '2026-13-01' }, prices: { input_mtok: 1, output_mtok: 1 } }]],
  ])('cannot be read out of %s', (_, prices) => {
    const read = (): unknown => ('a' in prices ? readPriceListing(prices) : listing(prices));
    expect(read).toThrow();
  });
});
