import { Inject, Injectable } from '@nestjs/common';
import type Stripe from 'stripe';
import { PLATFORM_SETTINGS, type PlatformSettings } from '@konstruct/platform';
import { BILLING_SETTINGS, type BillingSettings } from '../billing.config';
import { idOf } from './read-stripe';
import { StripeClient } from './stripe-client';
import { isMissing } from './stripe-failure';
import { safeRedirect } from './safe-redirect';

/** What a business wants to subscribe to. */
export interface CheckoutOrder {
  readonly tenantId: string;
  readonly customerId: string;
  readonly priceId: string;
  readonly quantity: number;
  /** 0 for none. */
  readonly trialDays: number;
}

/** A Checkout page of Stripe's. */
export interface CheckoutSession {
  readonly id: string;
  readonly customerId: string | null;
  /** Where to send the browser; null when it is used up or has expired. */
  readonly url: string | null;
}

const TRIAL_TERMS =
  'The trial is once per business and once per card. With a card that had a trial before, the first month is charged at once.';

/** The one door to Stripe's own pages: customers, Checkout, Billing Portal. */
@Injectable()
export class CheckoutGateway {
  constructor(
    private readonly client: StripeClient,
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    @Inject(PLATFORM_SETTINGS) private readonly platform: PlatformSettings,
  ) {}

  /** The same customer for the same name of the order, also for two who ask at once: what is sent never differs. */
  createCustomer(tenantId: string, orderName: string): Promise<string> {
    return this.client.run(async (stripe) => {
      const customer = await stripe.customers.create(
        { metadata: { tenant_id: tenantId } },
        { idempotencyKey: orderName },
      );
      return customer.id;
    });
  }

  nameCustomer(customerId: string, name: string, orderName: string): Promise<void> {
    return this.client.run(async (stripe) => {
      await stripe.customers.update(customerId, { name }, { idempotencyKey: orderName });
    });
  }

  createSession(order: CheckoutOrder, orderName: string): Promise<CheckoutSession> {
    return this.client.run(async (stripe) =>
      this.read(await stripe.checkout.sessions.create(this.sessionOf(order), { idempotencyKey: orderName })),
    );
  }

  /** Null when Stripe knows no such page. */
  findSession(sessionId: string): Promise<CheckoutSession | null> {
    return this.client.run(async (stripe) => {
      try {
        return this.read(await stripe.checkout.sessions.retrieve(sessionId));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    });
  }

  /** Whether it could be closed; one that was used up meanwhile cannot. */
  closeSession(sessionId: string): Promise<boolean> {
    return this.client.run(async (stripe) => {
      const session = await stripe.checkout.sessions.retrieve(sessionId);
      if (session.status !== 'open') return session.status === 'expired';
      await stripe.checkout.sessions.expire(sessionId, {}, { idempotencyKey: `expire:${sessionId}` });
      return true;
    });
  }

  openPortal(customerId: string, tenantId: string, orderName: string): Promise<string> {
    return this.client.run(async (stripe) => {
      const session = await stripe.billingPortal.sessions.create(
        { customer: customerId, return_url: this.billingPage(tenantId) },
        { idempotencyKey: orderName },
      );
      return safeRedirect(session.url, this.settings.STRIPE_API_URL);
    });
  }

  private read(session: Stripe.Checkout.Session): CheckoutSession {
    const url = session.status === 'open' ? session.url : null;
    return {
      id: session.id,
      customerId: idOf(session.customer),
      url: url === null ? null : safeRedirect(url, this.settings.STRIPE_API_URL),
    };
  }

  private sessionOf(order: CheckoutOrder): Stripe.Checkout.SessionCreateParams {
    const page = this.billingPage(order.tenantId);
    const hasTrial = order.trialDays > 0;
    return {
      mode: 'subscription',
      customer: order.customerId,
      client_reference_id: order.tenantId,
      line_items: [{ price: order.priceId, quantity: order.quantity }],
      payment_method_collection: 'always',
      allow_promotion_codes: true,
      subscription_data: {
        metadata: { tenant_id: order.tenantId },
        ...(hasTrial ? { trial_period_days: order.trialDays } : {}),
      },
      ...(hasTrial ? { custom_text: { submit: { message: TRIAL_TERMS } } } : {}),
      ...this.taxes(),
      success_url: `${page}?checkout_session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: `${page}?checkout=canceled`,
    };
  }

  private taxes(): Partial<Stripe.Checkout.SessionCreateParams> {
    const { BILLING_AUTOMATIC_TAX, BILLING_COLLECT_TAX_ID, BILLING_COLLECT_ADDRESS } = this.settings;
    const asksForTax = BILLING_AUTOMATIC_TAX === 'true' || BILLING_COLLECT_TAX_ID === 'true';
    return {
      ...(BILLING_AUTOMATIC_TAX === 'true' ? { automatic_tax: { enabled: true } } : {}),
      ...(BILLING_COLLECT_TAX_ID === 'true' ? { tax_id_collection: { enabled: true } } : {}),
      ...(BILLING_COLLECT_ADDRESS === 'true' ? { billing_address_collection: 'required' as const } : {}),
      ...(asksForTax ? { customer_update: { address: 'auto' as const, name: 'auto' as const } } : {}),
    };
  }

  private billingPage(tenantId: string): string {
    return `${this.platform.PUBLIC_URL.replace(/\/$/, '')}/t/${tenantId}/billing`;
  }
}
