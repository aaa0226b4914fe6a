const CENTS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
const EXACT = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD', maximumFractionDigits: 9 });
const SMALLEST_SHOWN = 0.01;

/** An amount as it stands everywhere in the product: two decimals, and "<$0.01" for what would round to nothing. */
export function formatMoney(usd: number): string {
  return usd > 0 && usd < SMALLEST_SHOWN ? '<$0.01' : CENTS.format(usd);
}

/** The amount with all its decimals, or null where two decimals already say everything. */
export function exactMoney(usd: number): string | null {
  const exact = EXACT.format(usd);
  return exact === CENTS.format(usd) ? null : exact;
}
