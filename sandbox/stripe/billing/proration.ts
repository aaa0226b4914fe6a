import type { Period } from '../state/stripe-objects';

/** The share of an amount that is left of a period, to the second, rounded half away from zero to whole cents. */
export function remainingShare(amount: number, period: Period, at: number): number {
  const length = period.end - period.start;
  const left = Math.min(Math.max(period.end - at, 0), length);
  const magnitude = roundedRatio(Math.abs(amount) * left, length);
  return amount < 0 ? -magnitude : magnitude;
}

/** Whole-number division, halves up; both are exact up to quantities far beyond what a price allows. */
export function roundedRatio(numerator: number, denominator: number): number {
  return Number((BigInt(numerator) * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n));
}
