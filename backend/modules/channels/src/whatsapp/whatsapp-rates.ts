/** What Meta charges for a delivered message in one country, in nano-dollars. */
interface Rate {
  readonly country: string;
  readonly callingCode: string;
  readonly marketing: bigint;
  readonly utility: bigint;
  readonly authentication: bigint;
}

/** A price with where it is from. */
export interface FeePrice {
  readonly costNanoUsd: bigint;
  readonly source: string;
}

/** The day from which these rates hold, as Meta's rate cards are dated. */
const RATES_OF = '2025-07-01';

const rate = (country: string, callingCode: string, marketing: number, other: number): Rate => {
  const [high, low] = [BigInt(Math.round(marketing * 1e9)), BigInt(Math.round(other * 1e9))];
  return { country, callingCode, marketing: high, utility: low, authentication: low };
};

/**
 * Meta's list prices for each message, as https://docs.sent.dm/docs/guides/whatsapp-pricing gives them. A country that is not
 * here has no known price: its messages are unpriced, not free. Argentina is left out, because its rate has changed since.
 */
const RATES: readonly Rate[] = [
  rate('AF', '93', 0.0732, 0.0113),
  rate('AL', '355', 0.086, 0.0212),
  rate('DZ', '213', 0.0225, 0.004),
  rate('AS', '1684', 0.0604, 0.0077),
  rate('AD', '376', 0.0592, 0.0171),
  rate('AO', '244', 0.0225, 0.004),
  rate('AI', '1264', 0.074, 0.0113),
  rate('AG', '1268', 0.074, 0.0113),
  rate('AM', '374', 0.086, 0.0212),
  rate('AW', '297', 0.074, 0.0113),
  rate('AU', '61', 0.0732, 0.0113),
  rate('AT', '43', 0.0592, 0.0171),
  rate('AZ', '994', 0.086, 0.0212),
];

/** The price of a message that Meta charges; null when it is not known. */
export function whatsappFee(category: string, phone: string | null): FeePrice | null {
  const found = RATES.find(({ callingCode }) => phone?.startsWith(callingCode));
  const cost = found ? costOf(found, category) : null;
  return found && cost !== null ? { costNanoUsd: cost, source: `whatsapp/${found.country}@${RATES_OF}` } : null;
}

function costOf(found: Rate, category: string): bigint | null {
  if (category === 'marketing' || category === 'utility' || category === 'authentication') return found[category];
  return null;
}
