import type { Period, Price, StripeObject, SubscriptionItem } from './stripe-objects';

/** A line that waits for the next invoice of its subscription, or that is about to be put on one. */
export interface DraftLine {
  amount: number;
  description: string;
  period: Period;
  price: Price;
  quantity: number;
  subscriptionItem: string;
  isProration: boolean;
}

/** What Stripe knows of a subscription and does not show. */
export interface SubscriptionSecrets {
  hasTrialEndWarning: boolean;
  /** The period end that `invoice.upcoming` was sent for. */
  upcomingSentFor: number | null;
  pendingLines: DraftLine[];
  /** The change that waits for the payment of an invoice. */
  pendingChange: { invoice: string; items: SubscriptionItem[] } | null;
}

export interface CheckoutSecrets {
  lineItems: { price: string; quantity: number; adjustable: { minimum: number; maximum: number } | null }[];
  trialPeriodDays: number | null;
  trialEnd: number | null;
  missingPaymentMethod: string;
  subscriptionMetadata: Record<string, string>;
  subscriptionDescription: string | null;
  promotionCode: string | null;
  coupon: string | null;
  mayUpdateAddress: boolean;
  mayUpdateName: boolean;
}

/** An answer that is given again to the same idempotency key. */
export interface IdempotentAnswer {
  fingerprint: string;
  status: number;
  body: unknown;
  requestId: string;
  at: number;
}

export interface EndpointSecret {
  value: string;
  /** Unix milliseconds of the real clock; null while it is the current one. */
  expiresAt: number | null;
}

/** A 3-D Secure challenge: which card is to be proven for what, and where the person goes afterwards. */
export interface Challenge {
  id: string;
  purpose:
    | { kind: 'checkout'; session: string; form: Record<string, string> }
    | { kind: 'invoice'; invoice: string; returnUrl: string | null }
    | { kind: 'card'; portalSession: string; form: Record<string, string> };
  card: { brand: string; last4: string };
  amount: number;
  isDone: boolean;
}

/** Everything that outlives the process. */
export interface StripeState {
  version: 1;
  clockOffsetMs: number;
  objects: Record<string, StripeObject[]>;
  cardNumbers: Record<string, { number: string; isAuthenticated: boolean }>;
  subscriptions: Record<string, SubscriptionSecrets>;
  checkouts: Record<string, CheckoutSecrets>;
  endpointSecrets: Record<string, EndpointSecret[]>;
  answers: Record<string, IdempotentAnswer>;
  challenges: Record<string, Challenge>;
  /** When the first attempt to collect an invoice failed. */
  firstFailures: Record<string, number>;
}
