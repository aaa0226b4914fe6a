import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import Stripe from 'stripe';
import { BILLING_SETTINGS, isStripeConfigured, type BillingSettings } from '../billing.config';
import { BillingError } from '../billing.errors';
import { toBillingError } from './stripe-failure';

/** The version whose shapes this code knows; Stripe answers in it whatever the account's default is. */
const API_VERSION = '2026-10-28.endive';
const TIMEOUT_MS = 8_000;
const RETRIES = 2;

/** The one client of Stripe's SDK: pinned version, short timeouts, repeats under the same idempotency key. */
@Injectable()
export class StripeClient implements OnApplicationShutdown {
  private client: Stripe | null = null;
  private agent: HttpAgent | null = null;

  constructor(@Inject(BILLING_SETTINGS) private readonly settings: BillingSettings) {}

  /** Does something with Stripe; every failure leaves as a BillingError that says whether anything happened. */
  async run<T>(work: (stripe: Stripe) => Promise<T>): Promise<T> {
    if (!isStripeConfigured(this.settings)) throw new BillingError('billing_not_configured');
    this.client ??= this.open();
    try {
      return await work(this.client);
    } catch (error) {
      throw toBillingError(error);
    }
  }

  /** Connections that are kept open must not keep the process. */
  onApplicationShutdown(): void {
    this.agent?.destroy();
  }

  private open(): Stripe {
    const url = new URL(this.settings.STRIPE_API_URL);
    this.agent = url.protocol === 'http:' ? new HttpAgent({ keepAlive: true }) : new HttpsAgent({ keepAlive: true });
    return new Stripe(this.settings.STRIPE_SECRET_KEY, {
      apiVersion: API_VERSION,
      protocol: url.protocol === 'http:' ? 'http' : 'https',
      host: url.hostname,
      port: url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : url.port,
      httpClient: withBasePath(Stripe.createNodeHttpClient(this.agent), url.pathname.replace(/\/$/, '')),
      timeout: TIMEOUT_MS,
      maxNetworkRetries: RETRIES,
      telemetry: false,
    });
  }
}

/** The SDK knows a host but no path in front of `/v1`; the sandbox serves several providers on one host. */
function withBasePath(client: Stripe.HttpClient, basePath: string): Stripe.HttpClient {
  if (basePath === '') return client;
  return {
    getClientName: () => client.getClientName(),
    makeRequest: (host, port, path, ...rest) => client.makeRequest(host, port, basePath + path, ...rest),
  };
}
