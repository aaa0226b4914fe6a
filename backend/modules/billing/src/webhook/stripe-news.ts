import type { Sentence } from '../timeline/money-words';
import type { Tale } from '../timeline/timeline';

/** What an event of Stripe's means here. What became of the subscription is read from Stripe, never from the event. */
export interface StripeNews {
  readonly id: string;
  readonly type: string;
  readonly createdAt: Date;
  readonly isLiveMode: boolean;
  /** Null where the event is about no customer. */
  readonly customerId: string | null;
  /** The payment that it is about: the only thing a dispute names. */
  readonly paymentIds: readonly string[];
  readonly tale: Tale | null;
  readonly alarm: StripeAlarm | null;
}

/** What somebody of the business should do something about. */
export interface StripeAlarm {
  readonly kind: 'trial_will_end' | 'action_required';
  readonly severity: 'info' | 'warning' | 'critical';
  readonly title: Sentence;
  readonly body: string;
}
