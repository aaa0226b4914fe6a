import type { Address } from '../state/stripe-objects';

/** What a person typed into a card form, checked. */
export interface CardForm {
  card: { number: string; expMonth: number; expYear: number; name: string | null };
  email: string | null;
  address: Address;
  taxId: { type: string; value: string } | null;
}
