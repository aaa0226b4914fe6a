/** How large a data set is, and how its events are spread. */
export interface DataSetShape {
  readonly name: string;
  readonly events: number;
}

export const SHAPES = {
  small: { name: '1m', events: 1_000_000 },
  large: { name: '10m', events: 10_000_000 },
} as const satisfies Record<string, DataSetShape>;

export const DAYS = 90;
const TENANTS = 50;
const AGENTS = 20;

/** The business with 30% of the events, and the one with a thousandth. */
export const TENANT_IDS = { big: tenantId(1), small: tenantId(2) } as const;

function tenantId(number: number): string {
  return `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
}

/** The design that the product replaces: everything in one log of events, sums read out of JSON. */
export const CREATE_BASELINE = `
  CREATE SCHEMA IF NOT EXISTS bench;
  CREATE TABLE bench.audit_events (id uuid NOT NULL, tenant_id uuid NOT NULL, agent_id uuid NOT NULL, event_type text NOT NULL,
    metadata jsonb NOT NULL, created_at timestamptz NOT NULL);
  CREATE INDEX ON bench.audit_events (tenant_id, event_type, created_at);
  CREATE TABLE bench.loaded (events bigint NOT NULL DEFAULT 0, is_complete boolean NOT NULL DEFAULT false, data_end timestamptz NOT NULL)`;

export const CREATE_BUSINESSES = `
  INSERT INTO tenants (id, name, slug, time_zone, created_at)
  SELECT ('00000000-0000-7000-8000-' || lpad(t::text, 12, '0'))::uuid, 'Business ' || t, 'business-' || t, 'UTC', now() - INTERVAL '100 days'
  FROM generate_series(1, ${TENANTS}) t;
  INSERT INTO agents (tenant_id, id, name, role_title, avatar_color, avatar_emoji, persona, instructions, greeting, language, provider, model,
    temperature, max_reply_tokens, budget_limit_nano_usd, at_limit, out_of_office_text, handover_contact, status, created_at, updated_at, activated_at)
  SELECT tenant.id, ('00000000-0000-7000-9000-' || lpad(t::text, 6, '0') || lpad(a::text, 6, '0'))::uuid, 'Agent ' || a, 'Support', '#0B6E4F', 'x', '', '', '', 'en',
    'openai', 'gpt-5.4-mini', 0.3, 400, 50000000000, 'alert_only', '', '', 'live', now() - INTERVAL '100 days', now(), now() - INTERVAL '100 days'
  FROM generate_series(1, ${TENANTS}) t JOIN tenants tenant ON tenant.slug = 'business-' || t, generate_series(1, ${AGENTS}) a`;

/**
 * A stretch of the events, $1 ≤ n < $2 of $3, spread evenly over the days before $4. The same source feeds both designs, in the
 * order of time, as events come.
 */
const SOURCE = `
  SELECT n, at, tenant_id, ('00000000-0000-7000-9000-' || substr(tenant_id::text, 31, 6) || lpad((1 + (h2 % ${AGENTS}))::text, 6, '0'))::uuid AS agent_id,
    (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8' || substr(md5(n::text), 5, 15))::uuid AS id,
    h3 % 10 < 7 AS is_call, 50 + h4 % 4000 AS input, 10 + h5 % 900 AS output, (1000 + h6 % 9000000)::bigint AS nano,
    (ARRAY['openai', 'anthropic', 'google', 'mistral'])[1 + (h7 % 4)] AS provider, (ARRAY['slack', 'whatsapp', 'web', 'email'])[1 + (h7 / 4 % 4)] AS channel
  FROM (
    SELECT n, date_trunc('milliseconds', $4::timestamptz - (1 - n::float8 / $3::float8) * INTERVAL '${DAYS} days') AS at,
      ('00000000-0000-7000-8000-' || lpad((CASE WHEN h1 % 1000 < 300 THEN 1 WHEN h1 % 1000 = 300 THEN 2 ELSE 3 + (h1 / 1000) % ${TENANTS - 2} END)::text, 12, '0'))::uuid AS tenant_id,
      h2, h3, h4, h5, h6, h7
    FROM (SELECT n, ${Array.from({ length: 7 }, (_, index) => `abs(hashint8extended(n, ${index + 1}) % 1000000007) AS h${index + 1}`).join(', ')}
          FROM generate_series($1::bigint, $2::bigint - 1) n) hashed) placed`;

export const FILL_BASELINE = `
  INSERT INTO bench.audit_events (id, tenant_id, agent_id, event_type, metadata, created_at)
  SELECT id, tenant_id, agent_id, CASE WHEN is_call THEN 'llm_call' ELSE 'message' END,
    CASE WHEN is_call THEN jsonb_build_object('prompt_tokens', input, 'completion_tokens', output, 'total_tokens', input + output,
      'cost_usd', nano / 1000000000.0, 'provider', provider, 'model', provider || '-1')
    ELSE jsonb_build_object('channel', channel, 'direction', 'inbound') END, at FROM (${SOURCE}) source`;

export const FILL_CALLS = `
  INSERT INTO usage_events (tenant_id, id, occurred_at, agent_id, agent_name, kind, provider, model, input_uncached_tokens, output_text_tokens,
    usage_source, cost_nano_usd, price_source, latency_ms, outcome)
  SELECT tenant_id, id, at, agent_id, 'Agent', 'reply', provider, provider || '-1', input, output, 'provider', nano, 'bench@2026-01-01', 800, 'ok'
  FROM (${SOURCE}) source WHERE is_call`;

export const FILL_MESSAGES = `
  INSERT INTO message_events (tenant_id, id, occurred_at, agent_id, conversation_id, channel_kind, direction)
  SELECT tenant_id, id, at, agent_id, id, channel, 'inbound' FROM (${SOURCE}) source WHERE NOT is_call`;

const SUMS = `sum((metadata->>'prompt_tokens')::bigint) AS input, sum((metadata->>'completion_tokens')::bigint) AS output,
  sum((metadata->>'total_tokens')::bigint) AS total, sum((metadata->>'cost_usd')::numeric) AS cost, count(*) AS calls`;
const CALLS = `FROM bench.audit_events WHERE tenant_id = $1 AND event_type = 'llm_call' AND created_at >= $2 AND created_at < $3`;

/** What the baseline asks for one dashboard; the last is for the running month. */
export const BASELINE_QUERIES = {
  summary: `SELECT agent_id, ${SUMS} ${CALLS} GROUP BY agent_id`,
  byProvider: `SELECT metadata->>'provider' AS provider, ${SUMS} ${CALLS} GROUP BY 1`,
  messages: `SELECT agent_id, metadata->>'channel' AS channel, count(*) AS messages FROM bench.audit_events
    WHERE tenant_id = $1 AND event_type = 'message' AND created_at >= $2 AND created_at < $3 GROUP BY 1, 2`,
  budgets: `SELECT agent_id, sum((metadata->>'cost_usd')::numeric) AS cost ${CALLS} GROUP BY agent_id`,
} as const;
