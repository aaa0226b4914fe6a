import { above, always, type CatalogueEntry } from './price-entry';

const EARLIER = { description: 'An earlier model.', isOffered: false } as const;

/** Google's models and prices. */
export const GOOGLE_MODELS: readonly CatalogueEntry[] = [
  {
    model: 'gemini-3.1-pro-preview',
    displayName: 'Gemini 3.1 Pro (preview)',
    description: 'The most capable; for difficult questions and long documents.',
    isOffered: true,
    prices: always(
      { input: '2', cacheRead: '0.2', output: '12' },
      above(200_000, { input: '4', cacheRead: '0.4', output: '18' }),
    ),
  },
  {
    model: 'gemini-3.6-flash',
    displayName: 'Gemini 3.6 Flash',
    description: 'Quick and able; a good choice for most employees.',
    isOffered: true,
    prices: always({ input: '1.5', cacheRead: '0.15', output: '7.5' }),
  },
  {
    model: 'gemini-3.5-flash-lite',
    displayName: 'Gemini 3.5 Flash-Lite',
    description: 'Inexpensive and quick for everyday questions.',
    isOffered: true,
    prices: always({ input: '0.3', cacheRead: '0.03', output: '2.5' }),
  },
  {
    model: 'gemini-2.5-flash-lite',
    displayName: 'Gemini 2.5 Flash-Lite',
    description: 'The lowest price for simple chats.',
    isOffered: true,
    prices: always({ input: '0.1', inputAudio: '0.3', cacheRead: '0.01', cacheReadAudio: '0.03', output: '0.4' }),
  },
  {
    ...EARLIER,
    model: 'gemini-3.5-flash',
    displayName: 'Gemini 3.5 Flash',
    prices: always({ input: '1.5', cacheRead: '0.15', output: '9' }),
  },
  {
    ...EARLIER,
    model: 'gemini-3.1-flash-lite',
    displayName: 'Gemini 3.1 Flash-Lite',
    prices: always({ input: '0.25', inputAudio: '0.5', cacheRead: '0.025', cacheReadAudio: '0.05', output: '1.5' }),
  },
  {
    ...EARLIER,
    model: 'gemini-3-flash-preview',
    displayName: 'Gemini 3 Flash (preview)',
    prices: always({ input: '0.5', inputAudio: '1', cacheRead: '0.05', cacheReadAudio: '0.1', output: '3' }),
  },
  {
    ...EARLIER,
    model: 'gemini-2.5-pro',
    displayName: 'Gemini 2.5 Pro',
    prices: always(
      { input: '1.25', cacheRead: '0.125', output: '10' },
      above(200_000, { input: '2.5', cacheRead: '0.25', output: '15' }),
    ),
  },
  {
    ...EARLIER,
    model: 'gemini-2.5-flash',
    displayName: 'Gemini 2.5 Flash',
    prices: always({ input: '0.3', inputAudio: '1', cacheRead: '0.03', cacheReadAudio: '0.1', output: '2.5' }),
  },
];
