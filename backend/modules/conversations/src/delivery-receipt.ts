import type { MessageReport, ReportedStatus } from '@konstruct/channels';
import type { Delivery } from './delivery.entity';

/** What counts more: that it arrived is the last word, whatever was said before; a failure ends what was merely sent. */
const WEIGHT: Readonly<Record<ReportedStatus, number>> = { sent: 1, failed: 2, delivered: 3, read: 4 };

/** Whether a report says more of a delivery than is known: providers report twice, late and out of order. */
export function isNewsOf(
  { externalId, receipt }: Pick<Delivery, 'externalId' | 'receipt'>,
  report: Pick<MessageReport, 'externalId' | 'status'>,
): boolean {
  // An attempt that failed was made again: only the later one matters, and an id that is known is the later one's.
  if (externalId !== null && externalId !== report.externalId) return receipt === 'failed';
  return receipt === null || WEIGHT[report.status] > WEIGHT[receipt];
}

/** How far a message has come by the word of a provider that reports: as far as the part that has come the least; null while one is unheard of. */
export function receiptOfParts(receipts: readonly (ReportedStatus | null)[]): ReportedStatus | null {
  return receipts.reduce<ReportedStatus | null>((least, receipt, index) => {
    if (index === 0 || receipt === null) return receipt;
    return least !== null && WEIGHT[receipt] < WEIGHT[least] ? receipt : least;
  }, null);
}
