import { newStripeId } from '../../ids';
import { invalidRequest, notImplemented } from '../../stripe-error';
import type { Interval, Price, Product } from '../../state/stripe-objects';
import type { StripeWorld } from '../../state/stripe-world';
import { CREATED, isWithin, page, PAGING } from '../paging';
import { operation } from '../operation';
import { mergeMetadata, orNull, type Parsed } from '../shape';

const INTERVALS = new Set(['day', 'week', 'month', 'year']);

export interface PriceDraft {
  id?: string;
  product: string;
  unitAmount: number;
  currency: string;
  interval: Interval;
  intervalCount: number;
  lookupKey: string | null;
  nickname: string | null;
  metadata: Record<string, string>;
}

export function newProduct(
  draft: { id?: string; name: string; description: string | null; metadata: Record<string, string> },
  now: number,
): Product {
  return {
    id: draft.id ?? newStripeId('prod'),
    object: 'product',
    active: true,
    created: now,
    default_price: null,
    description: draft.description,
    images: [],
    livemode: false,
    marketing_features: [],
    metadata: draft.metadata,
    name: draft.name,
    package_dimensions: null,
    shippable: null,
    statement_descriptor: null,
    tax_code: null,
    type: 'service',
    unit_label: null,
    updated: now,
    url: null,
  };
}

export function newPrice(draft: PriceDraft, now: number): Price {
  return {
    id: draft.id ?? newStripeId('price'),
    object: 'price',
    active: true,
    billing_scheme: 'per_unit',
    created: now,
    currency: draft.currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: draft.lookupKey,
    metadata: draft.metadata,
    nickname: draft.nickname,
    product: draft.product,
    recurring: {
      interval: draft.interval,
      interval_count: draft.intervalCount,
      meter: null,
      trial_period_days: null,
      usage_type: 'licensed',
    },
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'recurring',
    unit_amount: draft.unitAmount,
    unit_amount_decimal: String(draft.unitAmount),
  };
}

const PRICE_CREATE = {
  currency: 'string',
  unit_amount: 'integer',
  product: 'string',
  product_data: { name: 'string', metadata: 'metadata' },
  recurring: { interval: 'string', interval_count: 'integer', usage_type: 'string' },
  lookup_key: 'string',
  transfer_lookup_key: 'boolean',
  nickname: 'string',
  active: 'boolean',
  metadata: 'metadata',
} as const;

type PriceParams = Parsed<typeof PRICE_CREATE>;

function checkedRecurring({ recurring }: PriceParams): { interval: Interval; intervalCount: number } {
  if (!recurring) throw notImplemented('one-time prices', 'recurring');
  const { interval = '', interval_count: intervalCount = 1, usage_type: usage = 'licensed' } = recurring;
  if (usage !== 'licensed') throw notImplemented('metered prices', 'recurring[usage_type]');
  if (INTERVALS.has(interval)) return { interval: interval as Interval, intervalCount };
  const message = 'Invalid recurring[interval]: must be one of day, month, week, or year';
  throw invalidRequest(message, 'recurring[interval]');
}

function checkedAmount(amount: number | undefined): number {
  if (amount === undefined) {
    throw invalidRequest('Missing required param: unit_amount.', 'unit_amount', 'parameter_missing');
  }
  if (amount >= 0) return amount;
  throw invalidRequest('Invalid non-negative integer', 'unit_amount', 'parameter_invalid_integer');
}

function productFor(world: StripeWorld, { product, product_data: data }: PriceParams): Product {
  if (!data) return world.get('product', product ?? '', 'product');
  const draft = { name: data.name ?? 'Product', description: null, metadata: mergeMetadata({}, data.metadata) };
  return world.add(newProduct(draft, world.now()));
}

/** A lookup key belongs to one price; it moves only when the request says so. */
function freeLookupKey(world: StripeWorld, params: PriceParams): void {
  if (params.lookup_key === undefined) return;
  const holder = world.list('price').find(({ lookup_key: key }) => key === params.lookup_key);
  if (!holder) return;
  if (params.transfer_lookup_key === true) holder.lookup_key = null;
  else throw invalidRequest(`A price (\`${holder.id}\`) already uses that lookup key.`, 'lookup_key');
}

/** Products and prices. */
export const catalogueOperations = [
  operation(
    'POST /v1/products',
    { id: 'string', name: 'string', description: 'string', active: 'boolean', metadata: 'metadata' },
    ({ services, params }) => {
      if (!params.name) throw invalidRequest('Missing required param: name.', 'name', 'parameter_missing');
      const { world } = services;
      const draft = { name: params.name, description: params.description ?? null, metadata: params.metadata ?? {} };
      return world.add({ ...newProduct(draft, world.now()), id: params.id ?? newStripeId('prod') });
    },
  ),
  operation(
    'GET /v1/products',
    { ...PAGING, ...CREATED, active: 'boolean', ids: ['string'] },
    ({ services, params }) => {
      const products = services.world.list('product').filter(({ id, active, created }) => {
        const isWanted = params.ids === undefined || params.ids.includes(id);
        return (
          isWanted && (params.active === undefined || active === params.active) && isWithin(created, params.created)
        );
      });
      return page(products, params, '/v1/products');
    },
  ),
  operation('GET /v1/products/:id', {}, ({ services, path }) => services.world.get('product', path.id ?? '')),
  operation('POST /v1/prices', PRICE_CREATE, ({ services, params }) => {
    const recurring = checkedRecurring(params);
    const product = productFor(services.world, params);
    const draft = {
      product: product.id,
      unitAmount: checkedAmount(params.unit_amount),
      currency: params.currency ?? 'usd',
      ...recurring,
      lookupKey: orNull(params.lookup_key),
      nickname: orNull(params.nickname),
      metadata: mergeMetadata({}, params.metadata),
    };
    freeLookupKey(services.world, params);
    const price = services.world.add(newPrice(draft, services.world.now()));
    services.events.emit('price.created', price);
    return price;
  }),
  operation(
    'GET /v1/prices',
    {
      ...PAGING,
      ...CREATED,
      active: 'boolean',
      product: 'string',
      currency: 'string',
      lookup_keys: ['string'],
      type: 'string',
    },
    ({ services, params }) => {
      const prices = services.world.list('price').filter((price) => {
        return (
          (params.active === undefined || price.active === params.active) &&
          (params.product === undefined || price.product === params.product) &&
          (params.currency === undefined || price.currency === params.currency) &&
          (params.type === undefined || price.type === params.type) &&
          (params.lookup_keys === undefined || params.lookup_keys.includes(price.lookup_key ?? '')) &&
          isWithin(price.created, params.created)
        );
      });
      return page(prices, params, '/v1/prices');
    },
  ),
  operation('GET /v1/prices/:id', {}, ({ services, path }) => services.world.get('price', path.id ?? '')),
  operation(
    'POST /v1/prices/:id',
    { active: 'boolean', nickname: 'string', metadata: 'metadata', lookup_key: 'string' },
    ({ services, params, path }) => {
      const price = services.world.get('price', path.id ?? '');
      services.events.change('price.updated', price, () => {
        price.active = params.active ?? price.active;
        price.nickname = params.nickname ?? price.nickname;
        price.lookup_key = params.lookup_key ?? price.lookup_key;
        price.metadata = mergeMetadata(price.metadata, params.metadata);
      });
      return price;
    },
  ),
];
