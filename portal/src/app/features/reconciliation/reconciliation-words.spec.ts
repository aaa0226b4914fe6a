import { daysInWords, differenceInWords } from './reconciliation-words';

describe('a reconciliation in words', () => {
  it.each([
    [null, null, 'The provider gave no money, so tokens are compared'],
    [0, 0, 'Both sides agree'],
    [4.35, 2.07, 'The provider bills more, 2.07%'],
    [-4.35, -2.07, 'The books have more, 2.07%'],
    [12.5, 6_774_967.75, 'The provider bills more'],
    [4.35, null, 'The provider bills more'],
  ])('says of %p who has more', (difference, percent, words) => {
    expect(differenceInWords(difference, percent)).toBe(words);
  });

  it('names the days of the provider, wherever the reader is', () => {
    const days = { first_day: '2026-10-01', last_day: '2026-10-31' } as Parameters<typeof daysInWords>[0];
    expect(daysInWords(days)).toBe('Oct 1, 2026 to Oct 31, 2026');
    expect(daysInWords({ ...days, last_day: '2026-10-01' })).toBe('Oct 1, 2026');
  });
});
