import { moneyWords } from './money-words';

describe('amounts in words', () => {
  it.each([
    [0, '$0.00'],
    [4_900, '$49.00'],
    [-4_084, '−$40.84'],
    [123_456_789, '$1,234,567.89'],
  ])('%d cents are %s', (cents, words) => {
    expect(moneyWords(cents)).toBe(words);
  });

  it('name another currency', () => {
    expect(moneyWords(4_900, 'eur')).toBe('49.00 EUR');
  });
});
