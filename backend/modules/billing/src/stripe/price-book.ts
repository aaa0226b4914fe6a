import { Inject, Injectable } from '@nestjs/common';
import { BILLING_SETTINGS, isStripeConfigured, type BillingSettings } from '../billing.config';
import { BillingError } from '../billing.errors';
import { StripeGateway } from './stripe-gateway';
import type { PriceReading } from './stripe-reading';

const GOOD_FOR_MS = 600_000;

/** Knows what an employee costs, and asks Stripe again every ten minutes. */
@Injectable()
export class PriceBook {
  private known: { readonly price: PriceReading; readonly until: number } | null = null;

  constructor(
    @Inject(BILLING_SETTINGS) private readonly settings: BillingSettings,
    private readonly gateway: StripeGateway,
  ) {}

  async current(): Promise<PriceReading> {
    if (this.known && this.known.until > Date.now()) return this.known.price;
    const price = await this.gateway.findPrice(this.settings.STRIPE_PRICE_ID);
    if (!price) throw new BillingError('price_not_found');
    this.known = { price, until: Date.now() + GOOD_FOR_MS };
    return price;
  }

  /** Somebody changed something about prices. */
  forget(): void {
    this.known = null;
  }

  /** For pages: null where payments are not set up or Stripe does not answer, which must not keep the page from opening. */
  async currentOrNull(): Promise<PriceReading | null> {
    if (!isStripeConfigured(this.settings)) return null;
    return this.current().catch((error: unknown) => {
      if (error instanceof BillingError) return null;
      throw error;
    });
  }
}
