import { makeValidator, type CleanedEnv } from 'envalid';
import { fromUsd } from '@konstruct/contracts';
import { defineSettings, type SettingsGroup } from '@konstruct/platform';

const MOST_USD = 100_000;

/** An amount of US dollars with at most two decimals. */
const dollars = makeValidator<number>((input) => {
  const amount = Number(input);
  if (!/^\d+(\.\d{1,2})?$/.test(input) || amount > MOST_USD) {
    throw new Error(`must be an amount of US dollars from 0 to ${MOST_USD}, such as 49 or 49.50, is "${input}"`);
  }
  return amount;
});

const specs = {
  SEAT_PRICE_USD: dollars({
    desc: 'What an AI employee costs a month before its model, in US dollars.',
    default: 49,
  }),
};

/** Settings of the books. */
export const usageSettings: SettingsGroup<typeof specs> = defineSettings('Payroll', specs);

/** Injection token of UsageSettings. */
export const USAGE_SETTINGS = Symbol('USAGE_SETTINGS');
export type UsageSettings = CleanedEnv<typeof specs>;

/** The monthly price of a seat. */
export function seatPriceNanoUsd(settings: UsageSettings): bigint {
  return fromUsd(settings.SEAT_PRICE_USD);
}
