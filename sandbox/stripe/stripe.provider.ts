import type { FastifyInstance } from 'fastify';
import type { SandboxProvider, SandboxSummary } from '../provider';
import { BoundedLog } from '../state/bounded-log';
import { FaultQueue } from '../state/fault-queue';
import { registerApi } from './api/api.routes';
import { registerControl } from './control/control.routes';
import { Invoices } from './billing/invoices';
import { Lifecycle } from './billing/lifecycle';
import { Subscriptions } from './billing/subscriptions';
import { Checkout } from './checkout/checkout';
import { EventLog } from './events/event-log';
import { WebhookSender } from './events/webhook-sender';
import { registerChallengePage } from './pages/challenge.page';
import { registerCheckoutPages } from './pages/checkout.page';
import { registerDashboard } from './pages/dashboard.page';
import { registerInvoicePages } from './pages/invoice.page';
import { registerPortalPages } from './pages/portal.page';
import { Cashier } from './payments/cashier';
import { Wallet } from './payments/wallet';
import { seedAccount } from './state/seed';
import { StripeWorld } from './state/stripe-world';
import type { StripeAccount } from './stripe-account';
import type { StripeServices } from './stripe-services';

export interface StripeProviderOptions {
  account: StripeAccount;
  dataDir: string | null;
  publicUrl: () => string;
  now?: () => number;
}

/** Stripe, as a business sees it: the API, Checkout and the Billing Portal, webhooks, and a clock that can be moved. */
export class StripeProvider implements SandboxProvider {
  readonly name = 'stripe';
  readonly services: StripeServices;

  constructor({ account, dataDir, publicUrl, now }: StripeProviderOptions) {
    const world = new StripeWorld(dataDir, now);
    const events = new EventLog(world);
    const sender = new WebhookSender(account, world);
    const wallet = new Wallet(world, events);
    const cashier = new Cashier(world, wallet, publicUrl);
    const invoices = new Invoices(account, world, events, cashier, publicUrl);
    const subscriptions = new Subscriptions(world, events, invoices, cashier);
    events.subscribe((event) => sender.accept(event));
    seedAccount(world, account);
    this.services = {
      account,
      world,
      events,
      sender,
      wallet,
      invoices,
      subscriptions,
      checkout: new Checkout(world, events, wallet, cashier, subscriptions),
      lifecycle: new Lifecycle(account, world, events, invoices, subscriptions),
      faults: new FaultQueue(),
      requests: new BoundedLog(),
      publicUrl,
    };
  }

  register(app: FastifyInstance): void {
    registerApi(app, this.services);
    registerControl(app, this.services);
    registerCheckoutPages(app, this.services);
    registerChallengePage(app, this.services);
    registerPortalPages(app, this.services);
    registerInvoicePages(app, this.services);
    registerDashboard(app, this.services);
    this.services.lifecycle.start();
  }

  summary(): SandboxSummary {
    const { account, world } = this.services;
    const live = world.list('subscription').filter(({ status }) => status !== 'canceled');
    return {
      title: 'Stripe',
      description: 'Checkout, the Billing Portal, the API, signed webhooks, and a clock to move forward.',
      links: [{ label: 'Dashboard', href: '/stripe' }],
      facts: [
        { name: 'Customers', value: String(world.list('customer').length) },
        { name: 'Subscriptions', value: String(live.length) },
        { name: 'Webhooks go to', value: account.webhookUrl ?? 'nowhere' },
        { name: 'Its clock says', value: new Date(world.now() * 1_000).toISOString().slice(0, 16).replace('T', ' ') },
      ],
    };
  }

  notImplemented(method: string, path: string): { status: number; body: unknown } {
    const message = `The Stripe sandbox does not implement ${method} ${path}.`;
    return { status: 404, body: { error: { type: 'invalid_request_error', message } } };
  }

  async stop(): Promise<void> {
    this.services.lifecycle.stop();
    this.services.sender.close();
    this.services.world.close();
  }
}
