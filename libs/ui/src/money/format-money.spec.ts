import { exactMoney, formatMoney } from './format-money';

describe('formatMoney', () => {
  it.each([
    [0, '$0.00'],
    [0.000637, '<$0.01'],
    [0.0099999, '<$0.01'],
    [0.01, '$0.01'],
    [1234.5, '$1,234.50'],
    [-2.5, '-$2.50'],
  ])('writes %d as %s', (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });

  it('writes the currency as the business wants it', () => {
    expect(formatMoney(49, 'code').replace(/\s/, ' ')).toBe('USD 49.00');
    expect(formatMoney(49, 'name')).toBe('49.00 US dollars');
  });
});

describe('exactMoney', () => {
  it('gives a sub-cent amount all its decimals, and nothing for others', () => {
    expect(exactMoney(0.000637)).toBe('$0.000637');
    expect(exactMoney(0)).toBe('');
    expect(exactMoney(12.345678)).toBe('');
  });
});
