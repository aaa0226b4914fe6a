/** How an amount of US dollars is written, in the words of `Intl.NumberFormat`. */
export type MoneyDisplay = 'symbol' | 'narrowSymbol' | 'code' | 'name';

const SMALLEST_SHOWN = 0.01;
const ALL_DECIMALS = 9;

/** An amount as it stands everywhere in the product: two decimals, and "<$0.01" for what would round to nothing. */
export function formatMoney(usd: number, display: MoneyDisplay = 'symbol'): string {
  const isTiny = usd > 0 && usd < SMALLEST_SHOWN;
  return isTiny ? `<${formatter(display, 2).format(SMALLEST_SHOWN)}` : formatter(display, 2).format(usd);
}

/** A sub-cent amount with all its decimals; empty for any other, where more decimals would be noise. */
export function exactMoney(usd: number, display: MoneyDisplay = 'symbol'): string {
  return usd > 0 && usd < SMALLEST_SHOWN ? formatter(display, ALL_DECIMALS).format(usd) : '';
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(display: MoneyDisplay, decimals: number): Intl.NumberFormat {
  const key = `${display} ${decimals.toString()}`;
  const known = formatters.get(key);
  if (known) return known;
  const options = {
    style: 'currency',
    currency: 'USD',
    currencyDisplay: display,
    maximumFractionDigits: decimals,
  } as const;
  const made = new Intl.NumberFormat('en-US', options);
  formatters.set(key, made);
  return made;
}
