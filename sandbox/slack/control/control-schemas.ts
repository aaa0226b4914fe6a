import { SLACK_FAULT_KINDS } from '../slack-fault';
import { SUBSCRIBABLE_EVENTS } from '../slack-app';

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const flag = { type: 'boolean' } as const;
const count = { type: 'integer', minimum: 0 } as const;

function body(properties: Record<string, unknown>, required: string[] = []) {
  return { body: { type: 'object', additionalProperties: false, properties, required } };
}

/** What each call of the control API takes; a name that is not here is refused, so that a typing mistake shows. */
export const controlSchemas = {
  app: body({
    name: text,
    events_url: { type: ['string', 'null'] },
    redirect_urls: texts,
    token_rotation: flag,
    token_lifetime_seconds: { type: 'integer', minimum: 1 },
    subscribed_events: { type: 'array', items: { enum: SUBSCRIBABLE_EVENTS } },
    delivery_timeout_ms: { type: 'integer', minimum: 1 },
    retry_delays_ms: { type: 'array', items: count },
  }),
  workspace: body(
    {
      team_id: text,
      name: text,
      bot_user_id: text,
      bot_id: text,
      token_rotation: flag,
      users: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: { id: text, name: text, real_name: text, title: text, time_zone: text, is_admin: flag },
        },
      },
      channels: {
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['name'],
          properties: {
            id: text,
            name: text,
            is_private: flag,
            is_archived: flag,
            topic: text,
            purpose: text,
            members: texts,
          },
        },
      },
    },
    ['name'],
  ),
  rotation: body({ token_rotation: flag }, ['token_rotation']),
  install: body({ scopes: texts, user_scopes: texts, user: text }, ['scopes']),
  message: body(
    {
      channel: text,
      user: text,
      bot: {
        type: 'object',
        additionalProperties: false,
        properties: { name: text, bot_id: text, app_id: text, user_id: text },
      },
      text,
      thread_ts: { type: ['string', 'null'] },
      reply_broadcast: flag,
      typed: flag,
    },
    ['channel', 'text'],
  ),
  messages: {
    querystring: { type: 'object', properties: { channel: text, thread_ts: text }, required: ['channel'] },
  },
  edit: body({ text, typed: flag }, ['text']),
  reaction: body({ user: text, name: text }, ['user', 'name']),
  member: body({ channel: text, user: text, inviter: text }, ['channel', 'user']),
  direct: body({ user: text, other: text }, ['user', 'other']),
  fault: body(
    {
      method: text,
      kind: { enum: SLACK_FAULT_KINDS },
      error: text,
      count: { type: 'integer', minimum: 1 },
      retry_after_seconds: { type: 'integer', minimum: 0 },
      delay_ms: count,
    },
    ['method', 'kind'],
  ),
  event: body({ team_id: text, event: { type: 'object', required: ['type'] } }, ['team_id', 'event']),
} as const;
