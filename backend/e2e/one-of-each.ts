import { Client } from 'pg';
import { Notices } from '@konstruct/notices';
import { Database, systemContext } from '@konstruct/platform';
import { consent, hireEmployee, type HiredEmployee } from './hired-employee';
import type { RunningProduct } from './product';
import { SlackTalk } from './slack-talk';

/** A business with one of everything that has an address of its own, by the name that addresses give to it. */
export interface OneOfEach {
  readonly business: HiredEmployee;
  readonly ids: Readonly<Record<string, string>>;
}

/** Where what nothing answers the id of can be found. */
const TABLES = {
  conversation_id: 'conversations',
  delivery_id: 'deliveries',
  notice_id: 'notices',
  invitation_id: 'invitations',
} as const;

/** Makes a business own one of each: through the API where it can, as its people would. */
export async function ownOneOfEach(product: RunningProduct): Promise<OneOfEach> {
  const business = await hireEmployee(product);
  const { tenantId, agentId, connectionId, channel } = business;
  const talk = new SlackTalk(product, business);
  await talk.answered(await talk.mention('Are you open on Sunday?'));
  await warn(product, tenantId);
  const add = additions(business);
  const path = `/api/portal/tenants/${tenantId}`;
  await add(`${path}/invitations`, { role: 'operator', email: `grace-${agentId}@example.com` });
  const usage = `/api/portal/usage/${tenantId}`;
  const ids = {
    ...{ tenant_id: tenantId, agent_id: agentId, connection_id: connectionId, channel_id: channel },
    key_id: await add(`${path}/llm-keys`, { provider: 'openai', label: 'Own', api_key: 'sk-demo-0123456789abcdef' }),
    server_id: await add(`${path}/tool-servers`, { name: 'Shop', url: `${product.providers.url}/mcp/shop` }),
    reconciliation_id: await add(`${usage}/reconciliations/invoices`, {
      ...{ provider: 'openai', total_usd: 20, month: new Date().toISOString().slice(0, 7) },
    }),
    own_price_id: await add(`${usage}/own-prices`, OWN_PRICE),
    repricing_id: await add(`${usage}/repricings`, { scope: 'unpriced', from: '2026-11-01', to: '2026-11-21' }),
    attempt_id: await failToConnect(product, business),
  };
  await assign(business);
  return { business, ids: { ...ids, ...(await readIds(product, tenantId)) } };
}

const OWN_PRICE = {
  provider: 'openai',
  model: 'gpt-5.4-mini',
  effective_from: '2026-11-01',
  input_usd_per_million: 0.6,
  output_usd_per_million: 3.6,
  note: 'Contract',
};

function additions({ client }: HiredEmployee) {
  return async (path: string, body: object): Promise<string> => {
    const answer = await client.post<{ id: string }>(path, body);
    if (![201, 202].includes(answer.status)) throw new Error(`${path} answered ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
}

/** A channel that the employee answers in by assignment. */
async function assign({ client, tenantId, connectionId, agentId, channel }: HiredEmployee): Promise<void> {
  const assignments = `/api/portal/tenants/${tenantId}/channels/${connectionId}/assignments`;
  const answer = await client.send('PUT', assignments, { channel_id: channel, agent_id: agentId });
  if (answer.status !== 200) throw new Error(`the assignment answered ${JSON.stringify(answer.body)}`);
}

async function failToConnect(product: RunningProduct, { client, tenantId }: HiredEmployee): Promise<string> {
  const install = await client.get<{ url: string }>(`/api/portal/channels/slack/install?tenant_id=${tenantId}`);
  const workspace = await product.sandbox.addWorkspace({ name: 'Elsewhere', users: [{ name: 'kim' }], channels: [] });
  const callback = await consent(install.body.url, workspace.team_id, 'cancel');
  const { headers } = await client.get(callback.pathname + callback.search);
  return new URL(headers.get('location') ?? '', product.url).searchParams.get('slack_attempt') ?? '';
}

async function warn(product: RunningProduct, tenantId: string): Promise<void> {
  await product.app.get(Database).inTenant(systemContext(tenantId, 'test'), (transaction) =>
    product.app.get(Notices).raise(transaction, {
      kind: 'channel.broken',
      severity: 'warning',
      title: 'Slack is not connected',
      body: 'Connect it again.',
      link: '/channels',
      dedupeKey: 'channel:one-of-each',
    }),
  );
}

async function readIds(product: RunningProduct, tenantId: string): Promise<Record<string, string>> {
  const owner = new Client({ connectionString: product.database.ownerUrl });
  await owner.connect();
  try {
    const ids: Record<string, string> = {};
    for (const [name, table] of Object.entries(TABLES)) {
      await owner.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
      const { rows } = await owner.query<{ id: string }>(`SELECT id FROM ${table} WHERE tenant_id = $1 LIMIT 1`, [
        tenantId,
      ]);
      if (!rows[0]) throw new Error(`the business has none of ${table}`);
      ids[name] = rows[0].id;
    }
    const { rows } = await owner.query<{ user_id: string }>('SELECT user_id FROM memberships WHERE tenant_id = $1', [
      tenantId,
    ]);
    return { ...ids, user_id: rows[0]?.user_id ?? '' };
  } finally {
    await owner.end();
  }
}
