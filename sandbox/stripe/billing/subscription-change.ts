import { invalidRequest } from '../stripe-error';
import type { Period, Subscription, SubscriptionItem } from '../state/stripe-objects';
import type { DraftLine } from '../state/stripe-state';
import { nextBoundary } from './calendar';
import { rhythmOf } from './subscription-factory';
import { periodLines, prorationLines, refundLines, type NameOf } from './subscription-lines';

export type ProrationBehavior = 'always_invoice' | 'create_prorations' | 'none';

/** What is to become of a subscription; what is left out stays. */
export interface ChangeWish {
  items?: SubscriptionItem[];
  /** Unix seconds; `now` ends a trial. */
  trialEnd?: number | 'now';
  /** Starts a new period now. */
  anchorNow?: boolean;
  prorationBehavior: ProrationBehavior;
  prorationDate: number | null;
}

/** A change, worked out: how the subscription will be and which lines come of it. Applying it is another's work. */
export interface ChangePlan {
  items: SubscriptionItem[];
  status: Subscription['status'];
  anchor: number;
  trialEnd: number | null;
  lines: DraftLine[];
  /** A new period begins, which is invoiced at once. */
  startsPeriod: boolean;
  period: Period;
  at: number;
}

export function periodOf(subscription: Subscription): Period {
  const [item] = subscription.items.data;
  return { start: item?.current_period_start ?? 0, end: item?.current_period_end ?? 0 };
}

function withPeriod(items: SubscriptionItem[], period: Period): SubscriptionItem[] {
  return items.map((item) => ({ ...item, current_period_start: period.start, current_period_end: period.end }));
}

/** The one place of the arithmetic: a preview shows this plan, and a change carries it out. */
export function planChange(subscription: Subscription, wish: ChangeWish, now: number, nameOf: NameOf): ChangePlan {
  const at = checkedProrationDate(subscription, wish.prorationDate, now);
  const before = subscription.items.data;
  const items = wish.items ?? before;
  const isTrialing = subscription.status === 'trialing';
  if (wish.trialEnd !== undefined && wish.trialEnd !== 'now')
    return extendTrial(subscription, items, wish.trialEnd, now);
  if ((wish.trialEnd === 'now' && isTrialing) || wish.anchorNow === true) {
    const period = { start: now, end: nextBoundary(now, rhythmOf(items), now) };
    const isRefunded = !isTrialing && wish.prorationBehavior !== 'none';
    const refund = isRefunded ? refundLines(subscription, at, nameOf) : [];
    return {
      items: withPeriod(items, period),
      status: 'active',
      anchor: now,
      trialEnd: isTrialing ? now : subscription.trial_end,
      lines: [...refund, ...periodLines(items, period, nameOf)],
      startsPeriod: true,
      period,
      at: now,
    };
  }
  const isFree = isTrialing || wish.prorationBehavior === 'none';
  return {
    items,
    status: subscription.status,
    anchor: subscription.billing_cycle_anchor,
    trialEnd: subscription.trial_end,
    lines: isFree ? [] : prorationLines(before, items, at, nameOf),
    startsPeriod: false,
    period: periodOf(subscription),
    at,
  };
}

function extendTrial(subscription: Subscription, items: SubscriptionItem[], trialEnd: number, now: number): ChangePlan {
  if (trialEnd <= now) throw invalidRequest('The trial_end must be in the future, or `now`.', 'trial_end');
  if (subscription.status !== 'trialing') {
    throw invalidRequest(
      'The Stripe sandbox starts a trial only with the subscription.',
      'trial_end',
      'sandbox_not_implemented',
    );
  }
  const period = { start: periodOf(subscription).start, end: trialEnd };
  return {
    items: withPeriod(items, period),
    status: 'trialing',
    anchor: trialEnd,
    trialEnd,
    lines: [],
    startsPeriod: false,
    period,
    at: now,
  };
}

function checkedProrationDate(subscription: Subscription, date: number | null, now: number): number {
  if (date === null) return now;
  const { start, end } = periodOf(subscription);
  if (date < start || date > end) {
    const message = 'Cannot specify `proration_date` outside of current subscription period.';
    throw invalidRequest(message, 'proration_date');
  }
  return date;
}
