import type { SubscriptionStatus } from '@konstruct/contracts';
import type { InvoicePreview, PreviewLine } from '../stripe/invoice-preview';
import type { Settlement } from '../stripe/preview-gateway';
import { employeesWords, moneyWords, type DayWords } from '../timeline/money-words';

/**
 * How a change is settled: more employees at once, so that they work for what is paid; fewer by a credit on the next invoice; in the
 * trial not at all, for nothing is charged before it ends.
 */
export function settlementOf(status: SubscriptionStatus, before: number, after: number): Settlement {
  if (status === 'trialing') return 'none';
  return after > before ? 'always_invoice' : 'create_prorations';
}

/** What is charged the moment a change is confirmed. */
export function dueTodayCents(settlement: Settlement, preview: InvoicePreview): number {
  if (settlement !== 'always_invoice') return 0;
  const { lines, amountDueCents } = preview;
  if (lines.every(({ isProration }) => isProration)) return amountDueCents;
  return Math.max(0, prorationCents(lines));
}

/** The lines that settle the rest of the period. */
export function settlingLines(preview: InvoicePreview): readonly PreviewLine[] {
  return preview.lines.filter(({ isProration }) => isProration);
}

/**
 * The invoice that follows. What is settled at once is not on it any more, but the credit that this leaves is: a smaller number
 * earlier in the period may have left more than is charged now.
 */
export function nextInvoice(
  settlement: Settlement,
  now: InvoicePreview,
  next: InvoicePreview,
): { readonly dueCents: number; readonly lines: readonly PreviewLine[] } {
  if (settlement !== 'always_invoice') {
    return { dueCents: next.amountDueCents, lines: withBalance(next.lines, next.balanceCents) };
  }
  const settled = settlingLines(next).reduce((sum, { totalCents }) => sum + totalCents, 0);
  const left = now.amountDueCents > 0 ? 0 : now.totalCents + now.balanceCents;
  const lines = next.lines.filter(({ isProration }) => !isProration);
  return { dueCents: Math.max(0, next.totalCents - settled + left), lines: withBalance(lines, left) };
}

/** Lines that add up to what is due: what earlier invoices left is one of them. */
export function withBalance(lines: readonly PreviewLine[], balanceCents: number): readonly PreviewLine[] {
  if (balanceCents === 0) return lines;
  const description = balanceCents < 0 ? 'Credit from before' : 'Left over from before';
  return [...lines, { description, amountCents: balanceCents, totalCents: balanceCents, isProration: false }];
}

/** A change in a sentence that an accountant would sign. */
export function changeWords(terms: {
  readonly before: number;
  readonly after: number;
  readonly settlement: Settlement;
  readonly dueTodayCents: number;
  readonly creditCents: number;
  readonly nextCents: number;
  readonly nextAt: Date | null;
  readonly day: DayWords;
}): string {
  const { before, after, settlement, nextAt, day } = terms;
  const change = `From ${before} to ${employeesWords(after)}.`;
  const next = nextAt ? ` The next invoice, on ${day(nextAt)}, is ${moneyWords(terms.nextCents)}.` : '';
  if (settlement === 'none') return `${change} Nothing is charged while the trial lasts.${next}`;
  if (settlement === 'always_invoice') {
    return `${change} ${moneyWords(terms.dueTodayCents)} are charged now, for the rest of this period.${next}`;
  }
  const credit =
    terms.creditCents > 0 ? ` ${moneyWords(terms.creditCents)} for the rest of this period are credited.` : '';
  return `${change} Nothing is charged now.${credit}${next}`;
}

/** What the settling lines add up to. */
export function prorationCents(lines: readonly PreviewLine[]): number {
  return lines.filter(({ isProration }) => isProration).reduce((sum, { amountCents }) => sum + amountCents, 0);
}
