/**
 * How the portal writes amounts of money, in the words of `Intl.NumberFormat`'s `currencyDisplay`. All amounts are US
 * dollars; a business in Canada may want to read "US$49.00" or "USD 49.00" instead of a bare "$49.00".
 */
export const CURRENCY_DISPLAYS = ['symbol', 'narrowSymbol', 'code', 'name'] as const;
export type CurrencyDisplay = (typeof CURRENCY_DISPLAYS)[number];
