import type { Answer, PortalClient } from './portal-client';
import { signUp, type RunningProduct } from './product';
import { StripeAccount, type SandboxSubscription } from './stripe-account';

/** The subscription as the billing page shows it, as far as specs look at it. */
export interface Billing {
  readonly subscription_status: string;
  readonly agent_quota: number;
  readonly agent_limit: number;
  readonly pending_agent_count: number | null;
  readonly trial_days_left: number | null;
  readonly is_trial_available: boolean;
  readonly cancel_at_period_end: boolean;
  readonly live_subscriptions: number;
  readonly pay_url: string | null;
  readonly grace_days_left: number | null;
  readonly card: { last4: string } | null;
  readonly plan: { price_usd: number };
}

/** A business, and whoever signed it up. */
export interface Signed {
  readonly client: PortalClient;
  readonly tenantId: string;
}

/** A business on its way to paying. */
export interface Business extends Signed {
  readonly customerId: string;
}

/** What businesses do on their billing pages, and what completing Checkout leads to. */
export class BillingClient {
  readonly stripe: StripeAccount;

  constructor(private readonly product: RunningProduct) {
    this.stripe = new StripeAccount(product);
  }

  post<T>({ client, tenantId }: Signed, path: string, body: object = {}): Promise<Answer<T>> {
    return client.post<T>(`/api/portal/billing/${path}`, { tenant_id: tenantId, ...body });
  }

  async show({ client, tenantId }: Signed): Promise<Billing> {
    return (await client.get<Billing>(`/api/portal/billing?tenant_id=${tenantId}`)).body;
  }

  /** What the page tells of billing, the latest first. */
  async story({ client, tenantId }: Signed): Promise<string[]> {
    const path = `/api/portal/billing/timeline?tenant_id=${tenantId}`;
    const { body } = await client.get<{ items: { summary: string }[] }>(path);
    return body.items.map(({ summary }) => summary);
  }

  async business(name = 'Acme', timeZone?: string): Promise<Business> {
    const { client, tenantId } = await signUp(this.product, name, undefined, timeZone);
    const answer = await this.post({ client, tenantId }, 'checkout', { agent_count: 1 });
    if (answer.status !== 200) throw new Error(`checkout failed: ${JSON.stringify(answer.body)}`);
    return { client, tenantId, customerId: await this.stripe.customerOf(tenantId) };
  }

  async payer(
    options: Parameters<StripeAccount['subscribe']>[1] & { timeZone?: string } = {},
  ): Promise<Business & { subscription: SandboxSubscription }> {
    const one = await this.business('Acme', options.timeZone);
    const subscription = await this.stripe.subscribe(one.customerId, options);
    await this.post(one, 'refresh');
    return { ...one, subscription };
  }
}
