import { html, type SafeHtml } from '../../web/html';
import { OFFERED_CARDS } from '../payments/cards';
import { field } from './page-kit';

export interface CardFieldsState {
  values: Record<string, string | undefined>;
  mistake: { field: string; message: string } | null;
  needsAddress: boolean;
  asksTaxId: boolean;
}

const COUNTRIES = [
  ['US', 'United States'],
  ['DE', 'Germany'],
  ['GB', 'United Kingdom'],
  ['FR', 'France'],
  ['NL', 'Netherlands'],
  ['IN', 'India'],
  ['JP', 'Japan'],
  ['AU', 'Australia'],
] as const;

/** The fields of a card form, the same in Checkout and in the portal. */
export function cardFields({ values, mistake, needsAddress, asksTaxId }: CardFieldsState): SafeHtml {
  const text = (
    name: string,
    label: string,
    more: { placeholder?: string; autocomplete?: string; inputmode?: 'numeric' } = {},
  ) =>
    field({
      name,
      label,
      value: values[name],
      mistake: mistake?.field === name ? mistake.message : undefined,
      ...more,
    });
  return html`${text('number', 'Card number', { placeholder: '1234 1234 1234 1234', autocomplete: 'cc-number', inputmode: 'numeric' })}
    <div class="pair-fields">
      ${text('expiry', 'Expires', { placeholder: 'MM / YY', autocomplete: 'cc-exp', inputmode: 'numeric' })}
      ${text('cvc', 'Security code', { placeholder: 'CVC', autocomplete: 'cc-csc', inputmode: 'numeric' })}
    </div>
    ${text('name', 'Name on card', { autocomplete: 'cc-name' })}
    <div class="field">
      <label for="country">Country</label>
      <select id="country" name="country" autocomplete="country">
        ${COUNTRIES.map(([code, name]) => html`<option value="${code}" ${values.country === code ? 'selected' : ''}>${name}</option>`)}
      </select>
    </div>
    ${
      needsAddress
        ? html`${text('line1', 'Street', { autocomplete: 'address-line1' })}
            <div class="pair-fields">
              ${text('city', 'City', { autocomplete: 'address-level2' })}
              ${text('postal_code', 'Postal code', { autocomplete: 'postal-code' })}
            </div>`
        : null
    }
    ${asksTaxId ? text('tax_id', 'Tax id (optional)', { placeholder: 'DE123456789' }) : null}`;
}

/** Stripe's test numbers, each a link that fills the form in. */
export function offeredCards(address: string): SafeHtml {
  return html`<h2>Test cards</h2>
    <p class="muted">Choose one to fill the form in. No other number is accepted.</p>
    <ul class="cards">
      ${OFFERED_CARDS.map(
        ({ number, label }) =>
          html`<li>
            <a href="${address}?card=${number.replaceAll(' ', '')}"
              ><span>${number}</span><span class="muted">${label}</span></a
            >
          </li>`,
      )}
    </ul>`;
}

/** What the form is filled in with when a test card was chosen. */
export function chosenCard(number: string | undefined, year: number): Record<string, string> {
  if (number === undefined) return {};
  const grouped = number.replace(/\D/g, '').replace(/(\d{4})(?=\d)/g, '$1 ');
  return {
    number: grouped,
    expiry: `12 / ${String((year + 4) % 100)}`,
    cvc: '123',
    name: 'Ada Lovelace',
    country: 'US',
    line1: '1 Main Street',
    city: 'Springfield',
    postal_code: '12345',
  };
}
