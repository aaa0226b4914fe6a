/** An amount as Stripe counts it, in words; other currencies than dollars only occur when somebody works by hand in Stripe. */
export function moneyWords(cents: number, currency = 'usd'): string {
  const amount = (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/, ',');
  const sign = cents < 0 ? '−' : '';
  return currency === 'usd' ? `${sign}$${amount}` : `${sign}${amount} ${currency.toUpperCase()}`;
}

/** A day as people write it; in UTC, as Stripe's own pages do. */
export function dayWords(date: Date): string {
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}

/** So many employees. */
export function employeesWords(count: number): string {
  return count === 1 ? '1 employee' : `${count} employees`;
}
