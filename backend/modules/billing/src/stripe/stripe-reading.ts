/** What is read of Stripe's objects: only what this product decides by, in its own words and types. */

/** A card as far as people recognise it. */
export interface CardReading {
  readonly brand: string;
  readonly last4: string;
  /** `YYYY-MM`. */
  readonly expires: string;
  /** The same for the same card, whichever customer uses it. */
  readonly fingerprint: string | null;
}

/** One line of a subscription. */
export interface SubscriptionItemReading {
  readonly id: string;
  readonly priceId: string;
  readonly productId: string;
  readonly quantity: number;
  readonly unitAmountCents: number | null;
  readonly periodStart: Date;
  readonly periodEnd: Date;
}

/** An invoice that is not paid. */
export interface OpenInvoiceReading {
  readonly id: string;
  readonly subscriptionId: string | null;
  readonly status: string;
  readonly attemptCount: number;
  /** When it became payable, which is when the card was first charged. */
  readonly payableSince: Date;
  readonly payUrl: string | null;
  /** The payments made or tried for it. */
  readonly paymentIds: readonly string[];
}

/** A subscription. */
export interface SubscriptionReading {
  readonly id: string;
  /** Stripe's own word. */
  readonly status: string;
  readonly createdAt: Date;
  readonly items: readonly SubscriptionItemReading[];
  readonly hadTrial: boolean;
  readonly trialEndsAt: Date | null;
  readonly cancelAtPeriodEnd: boolean;
  readonly cancelAt: Date | null;
  readonly endedAt: Date | null;
  readonly latestInvoice: OpenInvoiceReading | null;
  /** A change that waits for its payment. */
  readonly pendingItems: readonly { readonly id: string; readonly quantity: number }[];
  readonly card: CardReading | null;
}

/** All that Stripe says of a customer, read together. */
export interface CustomerReading {
  readonly isDeleted: boolean;
  readonly card: CardReading | null;
  readonly subscriptions: readonly SubscriptionReading[];
  readonly openInvoices: readonly OpenInvoiceReading[];
}

/** What an employee costs. */
export interface PriceReading {
  readonly id: string;
  readonly productId: string;
  readonly unitAmountCents: number;
}
