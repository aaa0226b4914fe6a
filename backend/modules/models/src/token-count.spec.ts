import { countTextTokens } from './token-count';

describe('token count', () => {
  it('counts words', () => {
    expect(countTextTokens('')).toBe(0);
    expect(countTextTokens('Hello world')).toBe(2);
    const text = 'The quick brown fox jumps over the lazy dog. '.repeat(500);
    expect(countTextTokens(text)).toBeGreaterThan(4_900);
    expect(countTextTokens(text)).toBeLessThan(5_100);
  });

  it('takes the tokenizer’s own control words for text', () => {
    expect(countTextTokens('<|endoftext|>')).toBeGreaterThan(1);
  });

  it.each(['的', '!', 'a', '😀', ' '])('counts 50,000 times "%s" in well under a second', (character) => {
    const startedAt = performance.now();
    expect(countTextTokens(character.repeat(50_000))).toBeGreaterThan(0);
    expect(performance.now() - startedAt).toBeLessThan(900);
  });
});
