import { newCustomer } from '../../customers/customer-factory';
import { invalidRequest } from '../../stripe-error';
import type { StripeServices } from '../../stripe-services';
import type { Address, Customer } from '../../state/stripe-objects';
import { checkedLimit, CREATED, isWithin, page, PAGING } from '../paging';
import { operation } from '../operation';
import { mergeMetadata } from '../shape';
import { matchesSearch, parseSearch } from '../search';

const ADDRESS = {
  city: 'string',
  country: 'string',
  line1: 'string',
  line2: 'string',
  postal_code: 'string',
  state: 'string',
} as const;

const CUSTOMER = {
  email: 'string',
  name: 'string',
  description: 'string',
  phone: 'string',
  address: ADDRESS,
  metadata: 'metadata',
  balance: 'integer',
  payment_method: 'string',
  invoice_settings: { default_payment_method: 'string' },
} as const;

interface CustomerParams {
  email?: string;
  name?: string;
  description?: string;
  phone?: string;
  address?: Partial<Address>;
  metadata?: Record<string, string>;
  balance?: number;
  payment_method?: string;
  invoice_settings?: { default_payment_method?: string };
}

function completeAddress(address: Partial<Address>): Address {
  const none = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };
  return { ...none, ...address };
}

function checkEmail(email: string | undefined): void {
  if (email === undefined || email === '' || /^[^@\s]+@[^@\s]+$/.test(email)) return;
  throw invalidRequest(`Invalid email address: ${email}`, 'email', 'email_invalid');
}

/** A customer that was deleted is only a remainder of itself. */
function present(customer: Customer): Record<string, unknown> {
  return customer.deleted ? { id: customer.id, object: 'customer', deleted: true } : customer;
}

function liveCustomer({ world }: StripeServices, id = ''): Customer {
  const customer = world.get('customer', id);
  if (customer.deleted) throw invalidRequest(`No such customer: '${id}'`, 'id', 'resource_missing');
  return customer;
}

function setDefaultMethod({ world }: StripeServices, customer: Customer, id: string | undefined): void {
  if (id === undefined) return;
  const method = id === '' ? null : world.get('payment_method', id, 'invoice_settings[default_payment_method]');
  if (method && method.customer !== customer.id) {
    const message = `The customer does not have a payment method with the ID ${id}. The payment method must be attached to the customer.`;
    throw invalidRequest(message, 'invoice_settings[default_payment_method]', 'resource_missing');
  }
  customer.invoice_settings = { ...customer.invoice_settings, default_payment_method: method?.id ?? null };
}

function update(services: StripeServices, customer: Customer, params: CustomerParams): void {
  checkEmail(params.email);
  services.events.change('customer.updated', customer, () => {
    if (params.email !== undefined) customer.email = params.email || null;
    if (params.name !== undefined) customer.name = params.name || null;
    if (params.description !== undefined) customer['description'] = params.description || null;
    if (params.phone !== undefined) customer['phone'] = params.phone || null;
    if (params.address !== undefined) customer.address = completeAddress(params.address);
    customer.balance = params.balance ?? customer.balance;
    customer.metadata = mergeMetadata(customer.metadata, params.metadata);
    setDefaultMethod(services, customer, params.invoice_settings?.default_payment_method);
  });
}

export const customerOperations = [
  operation('POST /v1/customers', CUSTOMER, ({ services, params }) => {
    checkEmail(params.email);
    const { world, events } = services;
    const address = params.address === undefined ? null : completeAddress(params.address);
    const { email, name, description, phone, balance } = params;
    const metadata = mergeMetadata({}, params.metadata);
    const customer = world.add(
      newCustomer({ email, name, description, phone, balance, address, metadata }, world.now()),
    );
    const method = params.payment_method === undefined ? undefined : services.wallet.find(params.payment_method);
    if (method) services.wallet.attach(method, customer);
    setDefaultMethod(services, customer, params.invoice_settings?.default_payment_method);
    events.emit('customer.created', customer);
    return customer;
  }),
  operation('GET /v1/customers', { ...PAGING, ...CREATED, email: 'string' }, ({ services, params }) => {
    const customers = services.world.list('customer').filter((customer) => {
      const isWanted = params.email === undefined || customer.email === params.email;
      return !customer.deleted && isWanted && isWithin(customer.created, params.created);
    });
    return page(customers, params, '/v1/customers');
  }),
  operation(
    'GET /v1/customers/search',
    { query: 'string', limit: 'integer', page: 'string' },
    ({ services, params }) => {
      const clauses = parseSearch(params.query ?? '');
      const found = services.world
        .list('customer')
        .filter((customer) => !customer.deleted && matchesSearch(customer, clauses));
      const limit = checkedLimit(params.limit);
      const start = Number(params.page ?? 0);
      const hasMore = start + limit < found.length;
      return {
        object: 'search_result',
        data: found.reverse().slice(start, start + limit),
        has_more: hasMore,
        next_page: hasMore ? String(start + limit) : null,
        url: '/v1/customers/search',
      };
    },
  ),
  operation('GET /v1/customers/:id', {}, ({ services, path }) =>
    present(services.world.get('customer', path.id ?? '')),
  ),
  operation('POST /v1/customers/:id', CUSTOMER, ({ services, params, path }) => {
    const customer = liveCustomer(services, path.id);
    update(services, customer, params);
    return customer;
  }),
  operation('DELETE /v1/customers/:id', {}, ({ services, path }) => {
    const customer = liveCustomer(services, path.id);
    for (const subscription of services.world.list('subscription')) {
      const isLive = subscription.status !== 'canceled' && subscription.status !== 'incomplete_expired';
      if (subscription.customer !== customer.id || !isLive) continue;
      services.subscriptions.cancel(subscription, {
        reason: 'cancellation_requested',
        prorate: false,
        invoiceNow: false,
      });
    }
    services.events.emit('customer.deleted', customer);
    customer.deleted = true;
    services.world.keep();
    return present(customer);
  }),
];
