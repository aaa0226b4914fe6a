import { GRAPH_OPERATIONS, WHATSAPP_FAULT_KINDS } from '../whatsapp-fault';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const flag = { type: 'boolean' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const textOrNull = { type: ['string', 'null'] } as const;

function body(properties: Record<string, unknown>, required: string[] = []) {
  return { body: { type: 'object', additionalProperties: false, properties, required } };
}

const changeable = {
  display_phone_number: text,
  verified_name: text,
  quality_rating: { enum: ['GREEN', 'YELLOW', 'RED', 'NA'] },
  status: { enum: ['LINKED', 'PENDING', 'UNLINKED', 'RESTRICTED', 'BANNED'] },
  is_verified: flag,
  messaging_limit_tier: text,
  allowed_recipients: { type: ['array', 'null'], items: text },
} as const;

export const INBOUND_TYPES = [
  'text',
  'image',
  'document',
  'audio',
  'video',
  'sticker',
  'location',
  'contacts',
  'button',
  'interactive',
  'reaction',
  'unsupported',
] as const;

/** What each call of the control API takes; a name that is not here is refused, so that a typing mistake shows. */
export const controlSchemas = {
  settings: body({
    automatic_statuses: flag,
    sent_after_ms: count,
    delivered_after_ms: count,
    read_after_ms: { type: ['integer', 'null'], minimum: 0 },
    delivery_timeout_ms: { type: 'integer', minimum: 1 },
    retry_delays_ms: { type: 'array', items: count },
    hold_webhooks: flag,
    window_refusal: { enum: ['status', 'response'] },
    requires_proof: flag,
  }),
  account: body(
    {
      business_account_id: text,
      name: text,
      phone_number_id: text,
      ...changeable,
      app_id: text,
      app_secret: text,
      callback_url: textOrNull,
      access_token: text,
      scopes: texts,
      token_expires_at: textOrNull,
    },
    ['name'],
  ),
  number: body(changeable),
  token: body({ state: { enum: ['valid', 'expired', 'revoked'] }, scopes: texts }),
  person: body({ id: text, name: text, phone: textOrNull, username: textOrNull, user_id: textOrNull }, ['name']),
  message: body(
    {
      person: text,
      type: { enum: INBOUND_TYPES },
      text,
      caption: text,
      media: {
        type: 'object',
        additionalProperties: false,
        properties: { base64: text, mime_type: text, filename: text },
        required: ['base64', 'mime_type'],
      },
      location: { type: 'object' },
      contacts: { type: 'array', items: { type: 'object' } },
      reply: {
        type: 'object',
        additionalProperties: false,
        properties: { id: text, title: text, description: text },
        required: ['id', 'title'],
      },
      emoji: text,
      context: text,
      forwarded: flag,
      id: text,
    },
    ['person'],
  ),
  status: body(
    {
      message_id: text,
      status: { enum: ['sent', 'delivered', 'read', 'failed'] },
      code: { type: 'integer' },
      details: text,
    },
    ['message_id', 'status'],
  ),
  age: body({ hours: { type: 'number', exclusiveMinimum: 0 } }),
  fault: body(
    {
      operation: { enum: [...GRAPH_OPERATIONS, '*'] },
      kind: { enum: WHATSAPP_FAULT_KINDS },
      count: { type: 'integer', minimum: 1 },
      retry_after_seconds: count,
      delay_ms: count,
      code: { type: 'integer' },
      status: { type: 'integer', minimum: 400, maximum: 599 },
    },
    ['operation', 'kind'],
  ),
  release: body({
    batch_size: { type: 'integer', minimum: 1 },
    order: { enum: ['as_happened', 'reversed'] },
    copies: { type: 'integer', minimum: 1 },
  }),
  webhook: body({ business_account_id: text, field: text, value: { type: 'object' } }, [
    'business_account_id',
    'value',
  ]),
} as const;
