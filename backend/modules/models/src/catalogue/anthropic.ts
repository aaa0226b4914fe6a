import { above, always, FIRST_RECORDED_DAY, rates, type CatalogueEntry } from './price-entry';

const OPUS = { input: '5', cacheRead: '0.5', cacheWrite: '6.25', cacheWrite1h: '10', output: '25' } as const;
const SONNET = { input: '3', cacheRead: '0.3', cacheWrite: '3.75', cacheWrite1h: '6', output: '15' } as const;
const SONNET_LONG = above(200_000, {
  input: '6',
  cacheRead: '0.6',
  cacheWrite: '7.5',
  cacheWrite1h: '12',
  output: '22.5',
});
const OPUS_LONG = above(200_000, {
  input: '10',
  cacheRead: '1',
  cacheWrite: '12.5',
  cacheWrite1h: '20',
  output: '37.5',
});

/** Long requests cost the same as short ones from this day on. */
const LONG_CONTEXT_AT_ONE_PRICE = '2026-03-13';

/** Anthropic's models and prices. */
export const ANTHROPIC_MODELS: readonly CatalogueEntry[] = [
  {
    model: 'claude-opus-5',
    displayName: 'Claude Opus 5',
    description: 'The most capable; careful with nuance and long documents.',
    isOffered: true,
    prices: always(OPUS),
  },
  {
    model: 'claude-sonnet-5',
    displayName: 'Claude Sonnet 5',
    description: 'Warm and precise; a good choice for most employees.',
    isOffered: true,
    prices: [
      {
        from: FIRST_RECORDED_DAY,
        rates: rates({ input: '2', cacheRead: '0.2', cacheWrite: '2.5', cacheWrite1h: '4', output: '10' }),
      },
      { from: '2026-09-01', rates: rates(SONNET) },
    ],
  },
  {
    model: 'claude-haiku-4-5',
    displayName: 'Claude Haiku 4.5',
    description: 'Quick and inexpensive for everyday questions.',
    isOffered: true,
    aliases: ['claude-haiku-4.5'],
    prices: always({ input: '1', cacheRead: '0.1', cacheWrite: '1.25', cacheWrite1h: '2', output: '5' }),
  },
  {
    model: 'claude-fable-5',
    displayName: 'Claude Fable 5',
    description: 'For the hardest work; twice the price of Opus.',
    isOffered: false,
    prices: always({ input: '10', cacheRead: '1', cacheWrite: '12.5', cacheWrite1h: '20', output: '50' }),
  },
  ...['4-8', '4-7', '4-5'].map((version) => ({
    ...named('Opus', version),
    prices: always(OPUS),
  })),
  {
    ...named('Opus', '4-6'),
    prices: [
      { from: FIRST_RECORDED_DAY, rates: rates(OPUS), tiers: OPUS_LONG },
      { from: LONG_CONTEXT_AT_ONE_PRICE, rates: rates(OPUS) },
    ],
  },
  {
    ...named('Sonnet', '4-6'),
    prices: [
      { from: FIRST_RECORDED_DAY, rates: rates(SONNET), tiers: SONNET_LONG },
      { from: LONG_CONTEXT_AT_ONE_PRICE, rates: rates(SONNET) },
    ],
  },
  { ...named('Sonnet', '4-5'), prices: always(SONNET, SONNET_LONG) },
  {
    ...named('Opus', '4-1'),
    prices: always({ input: '15', cacheRead: '1.5', cacheWrite: '18.75', cacheWrite1h: '30', output: '75' }),
  },
];

/** An earlier model, which Anthropic and others write with a hyphen or a dot: `4-6`, `4.6`. */
function named(family: 'Opus' | 'Sonnet', version: string): Omit<CatalogueEntry, 'prices'> {
  const dotted = version.replace('-', '.');
  return {
    model: `claude-${family.toLowerCase()}-${version}`,
    displayName: `Claude ${family} ${dotted}`,
    description: 'An earlier model.',
    isOffered: false,
    aliases: [`claude-${family.toLowerCase()}-${dotted}`],
  };
}
