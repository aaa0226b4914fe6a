import { toCsvLine } from './csv';

describe('CSV', () => {
  it.each([
    ['=HYPERLINK("https://evil.example")', `"'=HYPERLINK(""https://evil.example"")"`],
    ['+1', `'+1`],
    ['-1', `'-1`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['a,b', '"a,b"'],
    ['two\nlines', '"two\nlines"'],
    ['a=b', 'a=b'],
  ])('writes %j as %j', (cell, expected) => {
    expect(toCsvLine([cell])).toBe(`${expected}\r\n`);
  });

  it('leaves numbers numbers, negative ones too, and nothing empty', () => {
    expect(toCsvLine([1.5, -2, null, true, 'Mia'])).toBe('1.5,-2,,true,Mia\r\n');
  });
});
