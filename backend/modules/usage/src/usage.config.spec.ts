import { readSettings } from '@konstruct/platform';
import { seatPriceNanoUsd, usageSettings } from './usage.config';

describe('payroll settings', () => {
  it('have a seat at $49, or at what is configured', () => {
    expect(seatPriceNanoUsd(readSettings(usageSettings, {}))).toBe(49_000_000_000n);
    expect(seatPriceNanoUsd(readSettings(usageSettings, { SEAT_PRICE_USD: '19.99' }))).toBe(19_990_000_000n);
  });

  it.each(['-1', 'free', '49,00', '1e9', '100001', '1.999'])('refuse a seat at "%s"', (price) => {
    expect(() => readSettings(usageSettings, { SEAT_PRICE_USD: price })).toThrow(/SEAT_PRICE_USD/);
  });
});
