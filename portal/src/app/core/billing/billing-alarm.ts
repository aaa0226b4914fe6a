import type { BillingView } from '@konstruct/api-client';
import type { StatusTone } from '@konstruct/ui';

/** What the banner says, and how loudly. */
export interface BillingAlarm {
  readonly tone: StatusTone;
  readonly heading: string;
  readonly text: string;
  readonly payUrl: string | null;
}

/** The alarm that a subscription's state calls for; null when there is none. */
export function bannerOf(billing: BillingView): BillingAlarm | null {
  const { standing, grace_days_left: daysLeft, pay_url: payUrl } = billing;
  switch (standing) {
    case 'in_grace':
      return { tone: 'warning', heading: 'Your last payment failed', text: graceWords(daysLeft), payUrl };
    case 'grace_over':
    case 'unpaid':
      return {
        tone: 'danger',
        heading: 'Your employees have stopped: a payment is open',
        text: 'Pay to bring everybody back. Their settings and history are kept.',
        payUrl,
      };
    default:
      return null;
  }
}

function graceWords(daysLeft: number | null): string {
  if (daysLeft === null) return 'Everybody keeps working for now. Pay, or use another card, to keep it that way.';
  if (daysLeft <= 1) return 'Everybody keeps working until tomorrow. Pay now, or your employees stop.';
  return `Everybody keeps working for ${daysLeft} more days. Pay, or use another card, before they stop.`;
}
