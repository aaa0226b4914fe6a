/** An amount as Stripe counts it, in words; other currencies than dollars only occur when somebody works by hand in Stripe. */
export function moneyWords(cents: number, currency = 'usd'): string {
  const amount = (Math.abs(cents) / 100).toFixed(2).replace(/\B(?=(\d{3})+\.)/g, ',');
  const sign = cents < 0 ? '−' : '';
  return currency === 'usd' ? `${sign}$${amount}` : `${sign}${amount} ${currency.toUpperCase()}`;
}

/** Says a day as people write it. */
export type DayWords = (date: Date) => string;

/** A sentence; one that names days is finished where the business's calendar is known. */
export type Sentence = string | ((day: DayWords) => string);

/** Days of a time zone: near midnight a business has another day than Stripe. */
export function daysOf(timeZone: string): DayWords {
  return (date) => date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone });
}

/** A sentence in words. */
export function inWords(sentence: Sentence, timeZone: string): string {
  return typeof sentence === 'string' ? sentence : sentence(daysOf(timeZone));
}

/** So many employees. */
export function employeesWords(count: number): string {
  return count === 1 ? '1 employee' : `${count} employees`;
}
