import { readSettings } from '@konstruct/platform';
import { billingSettings, defaultSeatPriceNanoUsd, isLiveMode, planLimits, webhookSecrets } from './billing.config';

describe('settings of billing', () => {
  it('need nothing: everybody is on the free tier', () => {
    const settings = readSettings(billingSettings, {});
    expect(planLimits(settings)).toEqual({
      freeAgents: 1,
      freeApiCallsPerDay: 1_000,
      paidApiCallsPerDay: null,
      graceDays: 7,
    });
    expect(settings.TRIAL_DAYS).toBe(14);
  });

  it.each([{ STRIPE_SECRET_KEY: 'sk_test_1' }, { STRIPE_WEBHOOK_SECRET: 'whsec_1' }])(
    'refuse %j alone',
    (environment) => {
      expect(() => readSettings(billingSettings, environment)).toThrow(/belong together/);
    },
  );

  it('take two webhook secrets while one replaces the other', () => {
    const environment = { STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_new, whsec_old' };
    expect(webhookSecrets(readSettings(billingSettings, environment))).toEqual(['whsec_new', 'whsec_old']);
  });

  it.each([
    ['sk_live_1', true],
    ['rk_live_1', true],
    ['sk_test_1', false],
  ])('tell by the key %s whether money is real', (key, isLive) => {
    const environment = { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: 'whsec_1' };
    expect(isLiveMode(readSettings(billingSettings, environment))).toBe(isLive);
  });

  it('refuse plain http in production', () => {
    const environment = { NODE_ENV: 'production', STRIPE_API_URL: 'http://localhost:3001/stripe' };
    expect(() => readSettings(billingSettings, environment)).toThrow(/STRIPE_API_URL/);
  });

  it('give the price of a seat', () => {
    expect(defaultSeatPriceNanoUsd(readSettings(billingSettings, {}))).toBe(49_000_000_000n);
    expect(defaultSeatPriceNanoUsd(readSettings(billingSettings, { SEAT_PRICE_USD: '19.99' }))).toBe(19_990_000_000n);
  });

  it.each(['-1', 'free', '49.999', '1e3', '100001'])('refuse the seat price %s', (price) => {
    expect(() => readSettings(billingSettings, { SEAT_PRICE_USD: price })).toThrow(/SEAT_PRICE_USD/);
  });
});
