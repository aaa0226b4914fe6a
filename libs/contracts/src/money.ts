/** Money is counted in billionths of a US dollar, as bigint, so that sums are exact. */
export const NANO_USD_PER_USD = 1_000_000_000n;

/** A JSON number of dollars for the wire. Exact for any amount below 9 million dollars. */
export function toUsd(nanoUsd: bigint): number {
  return Number(nanoUsd) / Number(NANO_USD_PER_USD);
}

/** Whole nano-dollars of a decimal number of dollars, rounded to the nearest. */
export function fromUsd(usd: number): bigint {
  if (!Number.isFinite(usd)) throw new RangeError(`not an amount of money: ${usd}`);
  return BigInt(Math.round(usd * Number(NANO_USD_PER_USD)));
}
