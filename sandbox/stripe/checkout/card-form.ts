import { hasCheckDigit } from '../payments/cards';
import type { Address } from '../state/stripe-objects';

/** What a person typed into a card form, checked. */
export interface CardForm {
  card: { number: string; expMonth: number; expYear: number; name: string | null };
  email: string | null;
  address: Address;
  taxId: { type: string; value: string } | null;
}

export type FormFields = Record<string, string | undefined>;

export interface FormRules {
  needsAddress: boolean;
  now: number;
}

/** A mistake in the form; `field` says where. */
export class FormError extends Error {
  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}

export function readCardForm(fields: FormFields, { needsAddress, now }: FormRules): CardForm {
  const number = (fields.number ?? '').replace(/[\s-]/g, '');
  if (!hasCheckDigit(number)) throw new FormError('number', 'Your card number is invalid.');
  const { expMonth, expYear } = readExpiry(fields.expiry ?? '', now);
  if (!/^\d{3,4}$/.test(fields.cvc ?? '')) throw new FormError('cvc', "Your card's security code is incomplete.");
  const name = fields.name?.trim() ?? '';
  if (name === '') throw new FormError('name', 'The name on the card is missing.');
  return {
    card: { number, expMonth, expYear, name },
    email: fields.email?.trim() || null,
    address: readAddress(fields, needsAddress),
    taxId: readTaxId(fields),
  };
}

function readExpiry(text: string, now: number): { expMonth: number; expYear: number } {
  const match = /^\s*(\d{1,2})\s*\/?\s*(\d{2}|\d{4})\s*$/.exec(text);
  const expMonth = Number(match?.[1]);
  const year = Number(match?.[2]);
  if (!match || expMonth < 1 || expMonth > 12)
    throw new FormError('expiry', "Your card's expiration date is incomplete.");
  const expYear = year < 100 ? 2_000 + year : year;
  const isPast = Date.UTC(expYear, expMonth, 1) / 1_000 <= now;
  if (isPast) throw new FormError('expiry', "Your card's expiration date is in the past.");
  return { expMonth, expYear };
}

function readAddress(fields: FormFields, isNeeded: boolean): Address {
  const text = (name: string) => fields[name]?.trim() || null;
  const address: Address = {
    city: text('city'),
    country: text('country'),
    line1: text('line1'),
    line2: text('line2'),
    postal_code: text('postal_code'),
    state: text('state'),
  };
  if (!isNeeded) return address;
  if (address.line1 === null) throw new FormError('line1', 'The street is missing.');
  if (address.city === null) throw new FormError('city', 'The city is missing.');
  if (address.postal_code === null) throw new FormError('postal_code', 'The postal code is missing.');
  return address;
}

/** European numbers start with their country; anything else is taken as an American EIN. */
function readTaxId(fields: FormFields): CardForm['taxId'] {
  const value = fields.tax_id?.trim().replaceAll(' ', '').toUpperCase() ?? '';
  if (value === '') return null;
  if (!/^[A-Z0-9-]{5,20}$/.test(value)) throw new FormError('tax_id', 'This tax id is not valid.');
  return { type: /^[A-Z]{2}/.test(value) ? 'eu_vat' : 'us_ein', value };
}
