/** The one Stripe account that the sandbox knows: what its owner would set in the dashboard. */
export interface StripeAccount {
  secretKey: string;
  /** Where the first webhook endpoint points; null: none is made. */
  webhookUrl: string | null;
  webhookSecret: string;
  /** The seeded price, so that a product can name it before it ever called. */
  priceId: string;
  lookupKey: string;
  unitAmount: number;
  deliveryTimeoutMs: number;
  /** Waiting time before each retry of a webhook; the real Stripe spreads them over three days. */
  retryDelaysMs: number[];
  /** How webhooks arrive: as they happen, each twice, or a handful at a time in another order. */
  deliveryOrder: DeliveryOrder;
  /** Days after the first failed attempt at which an invoice is tried again. */
  dunningDays: number[];
  /** What becomes of a subscription when the last of them failed. */
  afterDunning: AfterDunning;
  /** Seconds between making a renewal's invoice and finalizing it. */
  draftSeconds: number;
}

export const DELIVERY_ORDERS = ['in_order', 'duplicated', 'reversed', 'shuffled', 'held'] as const;
export type DeliveryOrder = (typeof DELIVERY_ORDERS)[number];

export const AFTER_DUNNING = ['unpaid', 'canceled', 'past_due'] as const;
export type AfterDunning = (typeof AFTER_DUNNING)[number];

export const STRIPE_API_VERSION = '2026-10-28.endive';

export const DEFAULT_STRIPE_ACCOUNT: Omit<StripeAccount, 'secretKey' | 'webhookSecret'> = {
  webhookUrl: null,
  priceId: 'price_konstruct_agent_monthly',
  lookupKey: 'konstruct_agent_monthly',
  unitAmount: 4_900,
  deliveryTimeoutMs: 10_000,
  retryDelaysMs: [1_000, 5_000, 30_000, 120_000, 600_000],
  deliveryOrder: 'in_order',
  dunningDays: [3, 5, 7],
  afterDunning: 'unpaid',
  draftSeconds: 3_600,
};
