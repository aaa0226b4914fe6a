import type { BillingStanding } from '@konstruct/contracts';

/** The steps in which a failed payment becomes pressing: at once, after three days, and when employees stop. */
export type DunningStep = 'failed' | 'reminder' | 'stopped';

const REMINDER_AFTER_MS = 3 * 86_400_000;

/** Where a business stands on the ladder, and when it takes the next step; no step where nothing is owed. */
export function dunningStep(
  standing: BillingStanding,
  pastDueSince: Date | null,
  graceEnd: Date | null,
  now: Date,
): { readonly step: DunningStep | null; readonly nextAt: Date | null } {
  if (['grace_over', 'unpaid', 'canceled'].includes(standing)) return { step: 'stopped', nextAt: null };
  if (standing !== 'in_grace' || pastDueSince === null) return { step: null, nextAt: null };
  const reminderAt = new Date(pastDueSince.getTime() + REMINDER_AFTER_MS);
  if (now >= reminderAt) return { step: 'reminder', nextAt: graceEnd };
  return { step: 'failed', nextAt: graceEnd !== null && graceEnd < reminderAt ? graceEnd : reminderAt };
}
