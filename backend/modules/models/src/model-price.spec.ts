import { above, rates } from './catalogue/price-entry';
import { costNanoUsd, priceReference, type ModelPrice } from './model-price';
import { NO_TOKENS, type TokenUsage } from './token-usage';

const PRICE: ModelPrice = {
  seller: 'openai',
  terms: null,
  model: 'gpt-5.6-terra',
  effectiveFrom: '2026-01-01',
  source: 'spec',
  rates: rates({ input: '2.5', cacheRead: '0.25', cacheWrite: '3.125', cacheWrite1h: '5', output: '15' }),
  tiers: above(272_000, { input: '5', cacheRead: '0.5', cacheWrite: '6.25', output: '22.5' }),
};

function usage(parts: Partial<TokenUsage>): TokenUsage {
  return { ...NO_TOKENS, ...parts };
}

describe('model price', () => {
  it.each<[string, Partial<TokenUsage>, bigint]>([
    ['input', { inputUncachedTokens: 100_000 }, 250_000_000n],
    ['cached reads', { cacheReadTokens: 100_000 }, 25_000_000n],
    ['cache writes', { cacheWrite5mTokens: 8 }, 25_000n],
    ['an hour in the cache', { cacheWrite1hTokens: 8 }, 40_000n],
    ['audio', { inputAudioTokens: 10, outputAudioTokens: 10 }, 175_000n],
    ['text and thoughts alike', { outputTextTokens: 60, reasoningTokens: 40 }, 1_500_000n],
    [
      'every part once',
      { inputUncachedTokens: 10, cacheReadTokens: 10, cacheWrite5mTokens: 10, outputTextTokens: 10 },
      208_750n,
    ],
    ['nothing', {}, 0n],
  ])('charges %s', (_, parts, expected) => {
    expect(costNanoUsd(usage(parts), PRICE)).toBe(expected);
  });

  it('applies a tier to the whole request, from the first token above the threshold', () => {
    expect(costNanoUsd(usage({ inputUncachedTokens: 272_000 }), PRICE)).toBe(680_000_000n);
    expect(costNanoUsd(usage({ inputUncachedTokens: 272_001 }), PRICE)).toBe(1_360_005_000n);
    expect(costNanoUsd(usage({ cacheReadTokens: 272_001, outputTextTokens: 1 }), PRICE)).toBe(136_023_000n);
  });

  it('rounds half up at the billionth of a dollar, once for the call', () => {
    const price: ModelPrice = {
      ...PRICE,
      tiers: [],
      rates: { ...PRICE.rates, input: 500_000n, cacheRead: 499_999n, cacheWrite: 250_000n, output: 1n },
    };
    expect(costNanoUsd(usage({ inputUncachedTokens: 1 }), price)).toBe(1n);
    expect(costNanoUsd(usage({ cacheReadTokens: 1 }), price)).toBe(0n);
    expect(costNanoUsd(usage({ cacheWrite5mTokens: 1, inputUncachedTokens: 2, outputTextTokens: 1 }), price)).toBe(1n);
    expect(costNanoUsd(usage({ cacheReadTokens: 1, cacheWrite5mTokens: 1 }), price)).toBe(1n);
  });

  it('stays exact where floating point would not', () => {
    const price: ModelPrice = { ...PRICE, tiers: [], rates: rates({ input: '0.1', output: '0.2' }) };
    const million = usage({ inputUncachedTokens: 9_007_199_254, outputTextTokens: 1 });
    expect(costNanoUsd(million, price)).toBe(900_719_925_600n);
  });

  it('names the figure in the books', () => {
    expect(priceReference(PRICE)).toBe('openai/gpt-5.6-terra@2026-01-01');
  });

  it('reads decimal prices exactly and refuses anything else', () => {
    expect(rates({ input: '0.075', output: '12' })).toEqual({
      input: 75_000_000n,
      cacheRead: 75_000_000n,
      cacheReadAudio: 75_000_000n,
      cacheWrite: 75_000_000n,
      cacheWrite1h: 75_000_000n,
      inputAudio: 75_000_000n,
      output: 12_000_000_000n,
      outputAudio: 12_000_000_000n,
    });
    for (const figure of ['', '-1', '1e3', '.5', '1.', '0.0000000001']) {
      expect(() => rates({ input: figure, output: '1' })).toThrow(RangeError);
    }
  });
});
