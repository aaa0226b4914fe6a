import { modelView } from '../../testing/wire-samples';
import { longestReplyUsd, priceWords, replyLengthWords, temperatureWords } from './model-words';

describe('model words', () => {
  it('gives the price per million tokens', () => {
    expect(priceWords(modelView())).toBe('$0.75 in · $4.50 out per million tokens');
  });

  it('never calls a model without a price free', () => {
    expect(priceWords(modelView({ output_usd_per_million: null }))).toBe('Price not known yet');
  });

  it('knows what the longest reply costs at least', () => {
    expect(longestReplyUsd(modelView(), 1_000, 'x'.repeat(4_000))).toBeCloseTo(0.00525, 9);
    expect(longestReplyUsd(modelView({ input_usd_per_million: null, output_usd_per_million: null }), 9, 'x')).toBe(0);
    expect(longestReplyUsd(undefined, 9, 'x')).toBe(0);
  });

  it('translates numbers into what they mean', () => {
    expect(temperatureWords(0.1)).toContain('Precise');
    expect(temperatureWords(0.5)).toContain('Balanced');
    expect(temperatureWords(0.9)).toContain('Creative');
    expect(replyLengthWords(512)).toBe('About 385 words at most');
  });
});
