import { always, type CatalogueEntry } from './price-entry';

/** Mistral's models and prices. Its names are dated versions, and prices differ between them. */
export const MISTRAL_MODELS: readonly CatalogueEntry[] = [
  {
    model: 'mistral-large-2512',
    displayName: 'Mistral Large 3',
    description: 'The most capable of Mistral, hosted in Europe.',
    isOffered: true,
    prices: always({ input: '0.5', cacheRead: '0.05', output: '1.5' }),
  },
  {
    model: 'mistral-small-2603',
    displayName: 'Mistral Small 4',
    description: 'Quick and inexpensive, hosted in Europe.',
    isOffered: true,
    prices: always({ input: '0.15', cacheRead: '0.015', output: '0.6' }),
  },
  {
    model: 'ministral-14b-2512',
    displayName: 'Ministral 14B',
    description: 'Small, with the same low price for questions and answers.',
    isOffered: true,
    prices: always({ input: '0.2', cacheRead: '0.02', output: '0.2' }),
  },
  {
    model: 'ministral-3b-2512',
    displayName: 'Ministral 3B',
    description: 'The smallest; for short, simple answers.',
    isOffered: false,
    prices: always({ input: '0.1', cacheRead: '0.01', output: '0.1' }),
  },
  {
    model: 'mistral-medium-latest',
    displayName: 'Mistral Medium',
    description: 'An all-rounder.',
    isOffered: false,
    aliases: ['mistral-medium-2505', 'mistral-medium-2508'],
    prices: always({ input: '0.4', output: '2' }),
  },
  {
    model: 'mistral-large-latest',
    isTextOnly: true,
    displayName: 'Mistral Large 2',
    description: 'An earlier model.',
    isOffered: false,
    aliases: ['mistral-large-2407', 'mistral-large-2411'],
    prices: always({ input: '2', output: '6' }),
  },
  {
    model: 'mistral-small-latest',
    isTextOnly: true,
    displayName: 'Mistral Small 3',
    description: 'An earlier model.',
    isOffered: false,
    prices: always({ input: '0.1', output: '0.3' }),
  },
];
