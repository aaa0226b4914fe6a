import type { Coupon, Discount } from '../state/stripe-objects';
import type { DraftLine } from '../state/stripe-state';
import { roundedRatio } from './proration';

export interface AppliedDiscount {
  discount: Discount;
  coupon: Coupon;
}

/** What each discount takes off each line: a percentage of all of them, or an amount from the full lines first to last. */
export function discountAmounts(
  lines: DraftLine[],
  discounts: AppliedDiscount[],
): { amount: number; discount: string }[][] {
  const left = lines.map(({ amount }) => amount);
  const taken = lines.map((): { amount: number; discount: string }[] => []);
  for (const { discount, coupon } of discounts) {
    let budget = coupon.amount_off ?? 0;
    for (const [index, line] of lines.entries()) {
      const rest = left[index] ?? 0;
      const amount = coupon.percent_off === null ? fixedPart(line, rest, budget) : percentage(rest, coupon.percent_off);
      if (coupon.percent_off === null) budget -= amount;
      left[index] = rest - amount;
      if (amount !== 0) taken[index]?.push({ amount, discount: discount.id });
    }
  }
  return taken;
}

function fixedPart(line: DraftLine, rest: number, budget: number): number {
  return line.isProration ? 0 : Math.max(0, Math.min(rest, budget));
}

/** Percentages have up to two decimals. */
function percentage(amount: number, percent: number): number {
  const magnitude = roundedRatio(Math.abs(amount) * Math.round(percent * 100), 10_000);
  return amount < 0 ? -magnitude : magnitude;
}

/** A discount ends with the first invoice that it served, after some months, or never. */
export function isOver({ discount, coupon }: AppliedDiscount, at: number): boolean {
  if (coupon.duration === 'once') return false;
  return discount.end !== null && discount.end <= at;
}
