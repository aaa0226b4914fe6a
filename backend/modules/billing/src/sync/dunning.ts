import type { BillingStanding, NoticeKind } from '@konstruct/contracts';

/**
 * The steps in which a failed payment becomes pressing: at once, after three days, and when employees stop. A subscription that has
 * ended stops them too, but is nothing to press for.
 */
export type DunningStep = 'failed' | 'reminder' | 'stopped' | 'ended';

const REMINDER_AFTER_MS = 3 * 86_400_000;

/** Where a business stands on the ladder, and when it takes the next step; no step where nothing is owed. */
export function dunningStep(
  standing: BillingStanding,
  pastDueSince: Date | null,
  graceEnd: Date | null,
  now: Date,
): { readonly step: DunningStep | null; readonly nextAt: Date | null } {
  if (standing === 'canceled') return { step: 'ended', nextAt: null };
  if (standing === 'grace_over' || standing === 'unpaid') return { step: 'stopped', nextAt: null };
  if (standing !== 'in_grace' || pastDueSince === null) return { step: null, nextAt: null };
  const reminderAt = new Date(pastDueSince.getTime() + REMINDER_AFTER_MS);
  if (now >= reminderAt) return { step: 'reminder', nextAt: graceEnd };
  return { step: 'failed', nextAt: graceEnd !== null && graceEnd < reminderAt ? graceEnd : reminderAt };
}

/** What a step of the ladder is called: each is a kind of its own, so that each is news once. */
const KINDS: Readonly<Record<DunningStep, NoticeKind>> = {
  failed: 'billing.payment_failed',
  reminder: 'billing.payment_reminder',
  stopped: 'billing.stopped',
  ended: 'billing.ended',
};

/** What is said at a step, with the days that are left; days that pass between two steps change the words alone. */
export function dunningWords(
  step: DunningStep,
  daysLeft: number,
  why: string,
): { kind: NoticeKind; severity: 'warning' | 'critical'; title: string; body: string } {
  const kind = KINDS[step];
  if (step === 'stopped' || step === 'ended') {
    const body = `${why} Settings and history stay.`;
    if (step === 'ended') return { kind, severity: 'warning', title: 'The subscription has ended', body };
    return { kind, severity: 'critical', title: 'Your employees have stopped working', body };
  }
  const days = daysLeft === 1 ? 'one more day' : `${daysLeft} more days`;
  const body = `Your employees keep working for ${days}. Pay now, or use another card, before they stop.`;
  if (step === 'failed') return { kind, severity: 'warning', title: 'A payment failed', body };
  const left = daysLeft === 1 ? '1 day left' : `${daysLeft} days left`;
  return { kind, severity: 'critical', title: `A payment is still open: ${left}`, body };
}
