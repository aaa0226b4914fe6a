import { AFTER_DUNNING, DELIVERY_ORDERS } from '../stripe-account';
import { STRIPE_FAULT_KINDS } from '../stripe-fault';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;

function body(properties: Record<string, unknown>, required: string[] = []) {
  return { body: { type: 'object', additionalProperties: false, properties, required } };
}

/** What each call of the control API takes; a name that is not here is refused, so that a typing mistake shows. */
export const controlSchemas = {
  account: body({
    webhook_url: { type: ['string', 'null'] },
    delivery_order: { enum: DELIVERY_ORDERS },
    retry_delays_ms: { type: 'array', items: count },
    delivery_timeout_ms: { type: 'integer', minimum: 1 },
    dunning_days: { type: 'array', items: { type: 'integer', minimum: 1 } },
    after_dunning: { enum: AFTER_DUNNING },
    draft_seconds: count,
  }),
  clock: body({
    seconds: { type: 'integer', minimum: 1 },
    to: { type: 'string', format: 'date-time' },
    next: { type: 'boolean' },
    subscription: text,
  }),
  subscription: body({
    quantity: count,
    cancel_at_period_end: { type: 'boolean' },
    cancel_now: { type: 'boolean' },
    end_trial: { type: 'boolean' },
  }),
  refund: body({ charge: text, amount: { type: 'integer', minimum: 1 } }, ['charge']),
  dispute: body({ charge: text, reason: text }, ['charge']),
  closeDispute: body({ status: { enum: ['won', 'lost'] } }, ['status']),
  roll: body({ keep_seconds: count, secret: text }),
  fault: body(
    {
      call: text,
      kind: { enum: STRIPE_FAULT_KINDS },
      count: { type: 'integer', minimum: 1 },
      delay_ms: count,
    },
    ['call', 'kind'],
  ),
  event: body({ type: text, object: { type: 'object' }, previous_attributes: { type: 'object' } }, ['type', 'object']),
} as const;
