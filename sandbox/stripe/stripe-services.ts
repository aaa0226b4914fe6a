import type { BoundedLog } from '../state/bounded-log';
import type { FaultQueue } from '../state/fault-queue';
import type { ApiRequestRecord } from './api/request-record';
import type { Invoices } from './billing/invoices';
import type { Lifecycle } from './billing/lifecycle';
import type { Subscriptions } from './billing/subscriptions';
import type { Checkout } from './checkout/checkout';
import type { EventLog } from './events/event-log';
import type { WebhookSender } from './events/webhook-sender';
import type { Wallet } from './payments/wallet';
import type { StripeAccount } from './stripe-account';
import type { StripeFault } from './stripe-fault';
import type { StripeWorld } from './state/stripe-world';

/** Everything that routes of the Stripe sandbox work with. */
export interface StripeServices {
  account: StripeAccount;
  world: StripeWorld;
  events: EventLog;
  sender: WebhookSender;
  wallet: Wallet;
  invoices: Invoices;
  subscriptions: Subscriptions;
  checkout: Checkout;
  lifecycle: Lifecycle;
  faults: FaultQueue<StripeFault>;
  requests: BoundedLog<ApiRequestRecord>;
  /** Where this sandbox can be opened in a browser; known once it listens. */
  publicUrl: () => string;
}
