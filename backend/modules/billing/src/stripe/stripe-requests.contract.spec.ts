import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSettings, type PlatformSettings } from '@konstruct/platform';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020';
import { RecordingStripe, type RecordedRequest } from '../../testing/recording-stripe';
import { billingSettings } from '../billing.config';
import { CheckoutGateway, type CheckoutOrder } from './checkout-gateway';
import { InvoiceGateway } from './invoice-gateway';
import { PreviewGateway } from './preview-gateway';
import { StripeClient } from './stripe-client';
import { StripeGateway } from './stripe-gateway';
import { StripeOffice } from './stripe-office';

const CONTRACTS = process.env.CONTRACTS_DIR ?? resolve('../shared/contracts');
const FILE = join(CONTRACTS, 'stripe/stripe-2026-10-28.endive.reduced.openapi.json');
const isThere = existsSync(FILE);

interface Operation {
  readonly requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  readonly 'x-query-schema'?: { $ref: string };
}

const document = isThere
  ? (JSON.parse(readFileSync(FILE, 'utf8')) as { paths: Record<string, Record<string, Operation>>; components: object })
  : { paths: {}, components: {} };

/** Refuses names that the contract does not know; values arrive as text, as in any form. */
const ajv = new Ajv2020({ strict: false, coerceTypes: true, allErrors: true });

function validatorOf({ method, path }: RecordedRequest): ValidateFunction {
  const template = Object.keys(document.paths)
    .sort((a, b) => a.split('{').length - b.split('{').length)
    .find((candidate) => new RegExp(`^${candidate.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path));
  const operation = document.paths[template ?? '']?.[method.toLowerCase()];
  if (!operation) throw new Error(`The contract knows no ${method} ${path}`);
  const reference =
    operation.requestBody?.content['application/x-www-form-urlencoded']?.schema.$ref ??
    operation['x-query-schema']?.$ref;
  if (reference === undefined) return ajv.compile({ type: 'object', additionalProperties: false });
  const validate = ajv.getSchema(`stripe${reference}`);
  if (!validate) throw new Error(`The contract lacks ${reference}`);
  return validate;
}

describe(`requests to Stripe (${Object.keys(document.paths).length} paths)`, () => {
  if (!isThere) {
    it('have no contract to be checked against here', () => expect(isThere).toBe(false));
    return;
  }

  const stripe = new RecordingStripe();
  let client: StripeClient;
  let checkout: (changes?: NodeJS.ProcessEnv) => CheckoutGateway;
  let calls: Record<string, () => Promise<unknown>>;
  const order: CheckoutOrder = {
    tenantId: 'tenant',
    customerId: 'cus_1',
    priceId: 'price_1',
    quantity: 3,
    trialDays: 14,
  };
  const question = { customerId: 'cus_1', subscriptionId: 'sub_1', itemId: 'si_1', quantity: 5 };

  beforeAll(async () => {
    ajv.addSchema({ $id: 'stripe', components: document.components });
    const environment = {
      STRIPE_SECRET_KEY: 'sk_test_1',
      STRIPE_WEBHOOK_SECRET: 'whsec_1',
      STRIPE_API_URL: await stripe.start(),
    };
    client = new StripeClient(readSettings(billingSettings, environment));
    checkout = (changes = {}) => {
      const settings = readSettings(billingSettings, { ...environment, ...changes });
      return new CheckoutGateway(client, settings, { PUBLIC_URL: 'https://konstruct.test' } as PlatformSettings);
    };
    const gateway = new StripeGateway(client);
    const office = new StripeOffice(client);
    const previews = new PreviewGateway(client);
    const change = { ...question, prorationDate: 1_795_000_000 };
    calls = {
      'reads a customer': () => gateway.readCustomer('cus_1'),
      'finds the price by lookup key': () => gateway.findPrice(''),
      'finds the price by id': () => gateway.findPrice('price_1'),
      'makes a customer': () => checkout().createCustomer('tenant', 'order:1'),
      'names a customer': () => checkout().nameCustomer('cus_1', 'Acme', 'order:2'),
      'opens Checkout with a trial': () => checkout().createSession(order, 'order:3'),
      'opens Checkout without one': () => checkout().createSession({ ...order, trialDays: 0 }, 'order:4'),
      'opens Checkout with taxes': () =>
        checkout({
          BILLING_AUTOMATIC_TAX: 'true',
          BILLING_COLLECT_TAX_ID: 'true',
          BILLING_COLLECT_ADDRESS: 'true',
        }).createSession(order, 'order:5'),
      'closes Checkout': () => checkout().closeSession('cs_test_1'),
      'opens the Billing Portal': () => checkout().openPortal('cus_1', 'tenant', 'order:6'),
      'previews more': () => previews.ofChange(question, 'always_invoice', null),
      'previews from a moment': () => previews.ofChange(question, 'create_prorations', 1_795_000_000),
      'previews the next invoice': () => previews.ofNext('cus_1', 'sub_1'),
      'orders more': () => office.changeQuantity({ ...change, settlement: 'always_invoice' }, 'order:7'),
      'orders fewer': () => office.changeQuantity({ ...change, settlement: 'create_prorations' }, 'order:8'),
      'orders in the trial': () => office.changeQuantity({ ...change, settlement: 'none' }, 'order:9'),
      cancels: () => office.setCancelAtPeriodEnd('sub_1', true, 'order:10'),
      'ends it now': () => office.cancelNow('sub_1', 'order:11'),
      'ends a trial': () => office.endTrial('sub_1'),
      'lists invoices': () => new InvoiceGateway(client).list('cus_1', 10, 'in_0'),
      'lists payments': () => new InvoiceGateway(client).payments('cus_1'),
    };
  });

  afterAll(async () => {
    client.onApplicationShutdown();
    await stripe.stop();
  });

  beforeEach(() => void stripe.requests.splice(0));

  it.each([
    'reads a customer',
    'finds the price by lookup key',
    'finds the price by id',
    'makes a customer',
    'names a customer',
    'opens Checkout with a trial',
    'opens Checkout without one',
    'opens Checkout with taxes',
    'closes Checkout',
    'opens the Billing Portal',
    'previews more',
    'previews from a moment',
    'previews the next invoice',
    'orders more',
    'orders fewer',
    'orders in the trial',
    'cancels',
    'ends it now',
    'ends a trial',
    'lists invoices',
    'lists payments',
  ])('%s as the contract says, in the pinned version, and orders under a name', async (name) => {
    await calls[name]?.();
    expect(stripe.requests.length).toBeGreaterThan(0);
    for (const request of stripe.requests) {
      const validate = validatorOf(request);
      const isValid = validate(structuredClone(request.params));
      expect({
        name,
        request: `${request.method} ${request.path}`,
        errors: isValid ? [] : validate.errors,
      }).toMatchObject({ errors: [] });
      expect(request.headers['stripe-version']).toBe('2026-10-28.endive');
      if (request.method !== 'GET') expect(request.headers['idempotency-key']).toBeTruthy();
    }
  });

  it('are repeated under the same name when Stripe fails for a moment', async () => {
    stripe.failures.push(500, 503);
    await calls['orders more']?.();
    const names = stripe.requests.map(({ headers }) => headers['idempotency-key']);
    expect(names).toEqual(['order:7', 'order:7', 'order:7']);
  });

  it('are given up after three attempts, and nothing of Stripe’s words leaves', async () => {
    stripe.failures.push(500, 500, 500);
    await expect(calls['cancels']?.()).rejects.toMatchObject({ code: 'stripe_unavailable', status: 503 });
  });

  it('know what the contract does not allow', () => {
    const made = {
      method: 'POST',
      path: '/v1/checkout/sessions',
      headers: {},
      params: { mode: 'subscription', payment_method_types: ['card'] },
    };
    expect(validatorOf(made)(made.params)).toBe(false);
  });
});
