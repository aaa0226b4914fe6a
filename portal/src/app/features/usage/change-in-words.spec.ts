import { changeInWords } from './change-in-words';

describe('the change of a figure', () => {
  it.each([
    [5, 5, 'as in the period before'],
    [0, 0, 'as in the period before'],
    [5, 0, 'none in the period before'],
    [0, 5, '−100% to the period before'],
    [150, 100, '+50% to the period before'],
    [1001, 1000, 'about as in the period before'],
    [30_000, 100, '+29,900% to the period before'],
  ])('from %d, before %d', (now, before, words) => {
    expect(changeInWords(now, before)).toBe(words);
  });
});
