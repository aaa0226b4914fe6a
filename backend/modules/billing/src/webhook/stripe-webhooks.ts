import { Inject, Injectable, Logger } from '@nestjs/common';
import { toStorableValue } from '@konstruct/contracts';
import { Batches, Clock, Database, type RequestContext, type TenantContext } from '@konstruct/platform';
import type Stripe from 'stripe';
import { CustomerRoutes } from '../account/customer-routes';
import {
  BILLING_SETTINGS,
  isLiveMode,
  isStripeConfigured,
  webhookSecrets,
  type BillingSettings,
} from '../billing.config';
import { BillingError } from '../billing.errors';
import { PriceBook } from '../stripe/price-book';
import { SubscriptionSync } from '../sync/subscription-sync';
import { readNews } from './read-news';
import type { StripeNews } from './stripe-news';
import { verifiedEvent } from './stripe-signature';

/** What arrives for a business while it is being synced is worked on together by the next sync. */
const LIMITS = { batchSize: 200, batchesAtOnce: 1 };

interface Parcel {
  readonly news: StripeNews;
  failure: BillingError | null;
}

/** Takes Stripe's webhooks in: checks who sent them, finds whose they are, and has the state read anew. */
@Injectable()
export class StripeWebhooks {
  private readonly logger = new Logger(StripeWebhooks.name);
  private readonly batches = new Batches<Parcel>((tenantId, parcels) => this.deliver(tenantId, parcels), LIMITS);

  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly database: Database,
    private readonly routes: CustomerRoutes,
    private readonly sync: SubscriptionSync,
    private readonly prices: PriceBook,
    private readonly clock: Clock,
  ) {}

  /** Resolves once the event's effect is stored, or it is clear that it has none here. */
  async receive(rawBody: Buffer, signature: string, requestId: string): Promise<void> {
    const news = this.verify(rawBody, signature);
    if (news.isLiveMode !== isLiveMode(this.settings)) {
      this.ignore(news, 'it is of the other mode');
      return;
    }
    if (/^(price|product)\./.test(news.type)) this.prices.forget();
    const tenantId = await this.tenantOf(news, requestId);
    if (tenantId === null) this.ignore(news, 'it is about no customer of this installation');
    else await this.hand(tenantId, { news, failure: null });
  }

  private async hand(tenantId: string, parcel: Parcel): Promise<void> {
    await this.batches.add(tenantId, parcel);
    if (parcel.failure) throw parcel.failure;
  }

  private verify(rawBody: Buffer, signature: string): StripeNews {
    if (!isStripeConfigured(this.settings)) throw new BillingError('billing_not_configured');
    const event = verifiedEvent(rawBody, signature, webhookSecrets(this.settings), this.clock.now());
    const news = event ? readNews(toStorableValue(event) as Stripe.Event) : null;
    if (!news) throw new BillingError('signature_invalid');
    return news;
  }

  private async tenantOf({ customerId, paymentIds }: StripeNews, requestId: string): Promise<string | null> {
    const context: RequestContext = { requestId, actor: { kind: 'provider', id: null, name: 'Stripe' } };
    return this.database.outsideTenants(context, (transaction) =>
      customerId === null
        ? this.routes.tenantOfPayment(transaction, paymentIds)
        : this.routes.tenantOfCustomer(transaction, customerId),
    );
  }

  /** When Stripe does not answer, all who wait learn it at once: asking again for each would only make them wait longer. */
  private async deliver(tenantId: string, parcels: readonly Parcel[]): Promise<void> {
    const context: TenantContext = {
      tenantId,
      role: null,
      requestId: null,
      actor: { kind: 'provider', id: null, name: 'Stripe' },
    };
    try {
      await this.sync.sync(
        context,
        parcels.map(({ news }) => news),
      );
    } catch (error) {
      if (!(error instanceof BillingError)) throw error;
      for (const parcel of parcels) parcel.failure = error;
    }
  }

  private ignore({ id, type }: StripeNews, why: string): void {
    this.logger.log({ event: id, type }, `An event of Stripe is ignored: ${why}`);
  }
}
