import { above, always, type CatalogueEntry } from './price-entry';

const EARLIER = { description: 'An earlier model.', isOffered: false } as const;

/** Models that are not offered any more but that someone may still name. */
const EARLIER_MODELS: readonly CatalogueEntry[] = [
  {
    ...EARLIER,
    model: 'gpt-5.5',
    displayName: 'GPT-5.5',
    aliases: ['gpt-5-5'],
    prices: always({ input: '5', cacheRead: '0.5', output: '30' }),
  },
  {
    ...EARLIER,
    model: 'gpt-5.4',
    displayName: 'GPT-5.4',
    aliases: ['gpt-5-4'],
    prices: always(
      { input: '2.5', cacheRead: '0.25', output: '15' },
      above(272_000, { input: '5', cacheRead: '0.5', output: '22.5' }),
    ),
  },
  {
    ...EARLIER,
    model: 'gpt-5.2',
    displayName: 'GPT-5.2',
    aliases: ['gpt-5-2', 'gpt-5.2-chat-latest'],
    prices: always({ input: '1.75', cacheRead: '0.175', output: '14' }),
  },
  {
    ...EARLIER,
    model: 'gpt-5.1',
    displayName: 'GPT-5.1',
    aliases: ['gpt-5-1', 'gpt-5.1-chat-latest'],
    prices: always({ input: '1.25', cacheRead: '0.125', output: '10' }),
  },
  {
    ...EARLIER,
    model: 'gpt-5',
    displayName: 'GPT-5',
    aliases: ['gpt-5-chat-latest'],
    prices: always({ input: '1.25', cacheRead: '0.125', output: '10' }),
  },
  {
    ...EARLIER,
    model: 'gpt-5-mini',
    displayName: 'GPT-5 mini',
    prices: always({ input: '0.25', cacheRead: '0.025', output: '2' }),
  },
  {
    ...EARLIER,
    model: 'gpt-5-nano',
    displayName: 'GPT-5 nano',
    prices: always({ input: '0.05', cacheRead: '0.005', output: '0.4' }),
  },
  {
    ...EARLIER,
    model: 'gpt-4.1-nano',
    displayName: 'GPT-4.1 nano',
    prices: always({ input: '0.1', cacheRead: '0.025', output: '0.4' }),
  },
  {
    ...EARLIER,
    model: 'gpt-4o',
    displayName: 'GPT-4o',
    prices: always({ input: '2.5', cacheRead: '1.25', output: '10' }),
  },
  {
    ...EARLIER,
    model: 'o4-mini',
    displayName: 'o4-mini',
    prices: always({ input: '1.1', cacheRead: '0.275', output: '4.4' }),
  },
];

/** OpenAI's models and prices. */
export const OPENAI_MODELS: readonly CatalogueEntry[] = [
  {
    model: 'gpt-5.6-sol',
    displayName: 'GPT-5.6 Sol',
    description: 'The most capable; for difficult questions and long documents.',
    isOffered: true,
    aliases: ['gpt-5.6', 'gpt-5-6', 'gpt-5-6-sol'],
    prices: always(
      { input: '5', cacheRead: '0.5', cacheWrite: '6.25', output: '30' },
      above(272_000, { input: '10', cacheRead: '1', cacheWrite: '12.5', output: '45' }),
    ),
  },
  {
    model: 'gpt-5.6-terra',
    displayName: 'GPT-5.6 Terra',
    description: 'Strong all-rounder at half the price of Sol.',
    isOffered: true,
    aliases: ['gpt-5-6-terra'],
    prices: always(
      { input: '2.5', cacheRead: '0.25', cacheWrite: '3.125', output: '15' },
      above(272_000, { input: '5', cacheRead: '0.5', cacheWrite: '6.25', output: '22.5' }),
    ),
  },
  {
    model: 'gpt-5.6-luna',
    displayName: 'GPT-5.6 Luna',
    description: 'Quick and able; a good choice for most employees.',
    isOffered: true,
    aliases: ['gpt-5-6-luna'],
    prices: always(
      { input: '1', cacheRead: '0.1', cacheWrite: '1.25', output: '6' },
      above(272_000, { input: '2', cacheRead: '0.2', cacheWrite: '2.5', output: '9' }),
    ),
  },
  {
    model: 'gpt-5.4-mini',
    displayName: 'GPT-5.4 mini',
    description: 'Inexpensive and quick for everyday questions.',
    isOffered: true,
    aliases: ['gpt-5-4-mini'],
    prices: always({ input: '0.75', cacheRead: '0.075', output: '4.5' }),
  },
  {
    model: 'gpt-5.4-nano',
    displayName: 'GPT-5.4 nano',
    description: 'The cheapest of its family; for short, simple answers.',
    isOffered: true,
    aliases: ['gpt-5-4-nano'],
    prices: always({ input: '0.2', cacheRead: '0.02', output: '1.25' }),
  },
  {
    model: 'gpt-4.1',
    displayName: 'GPT-4.1',
    description: 'Follows long instructions closely and does not think first.',
    isOffered: true,
    prices: always({ input: '2', cacheRead: '0.5', output: '8' }),
  },
  {
    model: 'gpt-4.1-mini',
    displayName: 'GPT-4.1 mini',
    description: 'Answers at once, at a low price.',
    isOffered: true,
    prices: always({ input: '0.4', cacheRead: '0.1', output: '1.6' }),
  },
  {
    model: 'gpt-4o-mini',
    displayName: 'GPT-4o mini',
    description: 'The lowest price for simple chats.',
    isOffered: true,
    prices: always({ input: '0.15', cacheRead: '0.075', output: '0.6' }),
  },
  ...EARLIER_MODELS,
];
