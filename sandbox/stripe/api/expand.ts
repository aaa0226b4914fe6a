import { checkoutLineItems } from '../checkout/checkout-totals';
import { invalidRequest } from '../stripe-error';
import type { StripeObject } from '../state/stripe-objects';
import type { StripeWorld } from '../state/stripe-world';

const MAX_DEPTH = 4;

type Branch = Map<string, Branch>;

/** Turns the ids that a request names in `expand[]` into what they stand for, and adds what is shown only on demand. */
export class Expander {
  constructor(private readonly world: StripeWorld) {}

  /** Works on a copy: what is kept stays as it is. */
  expand<TBody>(body: TBody, paths: string[]): TBody {
    const root: Branch = new Map();
    for (const path of paths) addPath(root, path);
    const copy = structuredClone(body);
    this.apply(copy, root, '');
    return copy;
  }

  private apply(value: unknown, branch: Branch, at: string): void {
    if (Array.isArray(value)) {
      for (const item of value) this.apply(item, branch, at);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const record = value as Record<string, unknown>;
    // Of what was deleted, nothing is left to expand.
    if (record.deleted === true) return;
    for (const [name, below] of branch) {
      const path = at === '' ? name : `${at}.${name}`;
      record[name] = this.resolve(record, name, path);
      this.apply(record[name], below, path);
    }
  }

  private resolve(record: Record<string, unknown>, name: string, path: string): unknown {
    const onDemand = this.onDemand(record, name);
    if (onDemand !== undefined) return onDemand;
    const value = record[name];
    if (typeof value === 'string') return structuredClone(this.world.findAny(value)) ?? notExpandable(path);
    if (Array.isArray(value)) {
      return value.map((item: unknown) =>
        typeof item === 'string' ? (structuredClone(this.world.findAny(item)) ?? item) : item,
      );
    }
    if (value === null || typeof value === 'object') return value;
    return notExpandable(path);
  }

  private onDemand(record: Record<string, unknown>, name: string): unknown {
    const { id, object } = record as unknown as StripeObject;
    const list = (data: StripeObject[], url: string) => structuredClone({ object: 'list', data, has_more: false, url });
    if (object === 'invoice' && name === 'payments') {
      const payments = this.world.list('invoice_payment').filter(({ invoice }) => invoice === id);
      return list(payments, '/v1/invoice_payments');
    }
    if (object === 'invoice' && name === 'confirmation_secret') {
      const payment = this.world.list('invoice_payment').find(({ invoice }) => invoice === id);
      const intent = this.world.find('payment_intent', payment?.payment.payment_intent);
      return intent ? { client_secret: intent.client_secret, type: 'payment_intent' } : null;
    }
    if (object === 'customer' && name === 'subscriptions') {
      const live = this.world.list('subscription').filter(({ customer, status }) => customer === id && !isOver(status));
      return list(live.reverse(), `/v1/customers/${id}/subscriptions`);
    }
    if (object === 'customer' && name === 'tax_ids') {
      const taxIds = this.world.list('tax_id').filter(({ customer }) => customer === id);
      return list(taxIds, `/v1/customers/${id}/tax_ids`);
    }
    if (object === 'checkout.session' && name === 'line_items')
      return structuredClone(checkoutLineItems(this.world, id));
    return undefined;
  }
}

function isOver(status: string): boolean {
  return status === 'canceled' || status === 'incomplete_expired';
}

function notExpandable(path: string): never {
  throw invalidRequest(`This property cannot be expanded (${path}).`, 'expand');
}

function addPath(root: Branch, path: string): void {
  const names = path.split('.');
  const depth = names[0] === 'data' ? names.length - 1 : names.length;
  if (depth > MAX_DEPTH)
    throw invalidRequest(`You cannot expand more than ${MAX_DEPTH} levels of a property.`, 'expand');
  let branch = root;
  for (const name of names) {
    const below = branch.get(name) ?? new Map<string, Branch>();
    branch.set(name, below);
    branch = below;
  }
}
