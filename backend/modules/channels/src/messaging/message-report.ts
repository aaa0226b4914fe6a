/** What a provider reports later of a message that it had accepted, or of which no answer came. */
export interface MessageReport {
  readonly connectionId: string;
  /** Whom it was for, where that is known. */
  readonly placeId: string | null;
  readonly externalId: string;
  /** What travelled along with the message; null when the report does not bring it back. */
  readonly replyId: string | null;
  readonly status: ReportedStatus;
  /** The provider's code when it failed. */
  readonly errorCode: string | null;
  /** What the provider charges for it; null when it charges nothing, or has not said so. */
  readonly fee: ReportedFee | null;
}

/** What a provider charges for carrying a message. */
export interface ReportedFee {
  /** In the provider's words, such as `utility`. */
  readonly category: string;
  /** Null when nobody knows the price: unpriced, not free. */
  readonly costNanoUsd: bigint | null;
  readonly priceSource: string | null;
}

/** In the order in which they happen; failed instead of any. */
export const REPORTED_STATUSES = ['sent', 'delivered', 'read', 'failed'] as const;
export type ReportedStatus = (typeof REPORTED_STATUSES)[number];

/** Whether the report says that the message is on its way to the person or with them. */
export function isArrival({ status }: Pick<MessageReport, 'status'>): boolean {
  return status !== 'failed';
}
