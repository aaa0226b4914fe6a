import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { connectSlack, MIA } from './hired-employee';
import { eventually, signUp, startProduct, type RunningProduct } from './product';

const FOLDER = join(process.env['CONTRACTS_DIR'] ?? resolve('../shared/contracts'), 'payloads/slack');
const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.json')) : [];

interface Envelope {
  readonly type: string;
  readonly event_id: string;
  readonly challenge?: string;
  team_id: string;
  authorizations?: { team_id: string | null; user_id: string }[];
  event?: { type: string; channel?: string; ts?: string; thread_ts?: string; user?: string };
}

/** What each real payload must lead to; what is not here must be answered 2xx and ignored. */
const ANSWERED: Readonly<Record<string, { channel: string; thread: string }>> = {
  'app_mention.json': { channel: 'C123', thread: '1583636399.000700' },
  'app_mention_bolt_python.json': { channel: 'C111', thread: '1678252212.229129' },
  'app_mention_socket_mode_envelope_payload.json': { channel: 'C111', thread: '1610241741.000200' },
  'message_im_action_token.json': { channel: 'D111', thread: '1726133698.626339' },
  'message_im_thread_reply.json': { channel: 'D111', thread: '1726133698.626339' },
};
const SAME_MESSAGE_AS: Readonly<Record<string, string>> = { 'message_channel.json': 'app_mention.json' };
const BREAKS: Readonly<Record<string, string>> = {
  'app_uninstalled.json': 'app_uninstalled',
  'tokens_revoked.json': 'token_revoked',
};

describe(`real payloads of Slack (${files.length} in CONTRACTS_DIR)`, () => {
  if (files.length === 0) {
    it('has none to check here', () => expect(files).toEqual([]));
    return;
  }

  let product: RunningProduct;
  let database: Client;

  beforeAll(async () => {
    product = await startProduct();
    database = new Client({ connectionString: product.database.ownerUrl });
    await database.connect();
  }, 60_000);

  afterAll(async () => {
    await database.end();
    await product.stop();
  });

  async function post(envelope: Envelope): Promise<Response> {
    const body = JSON.stringify(envelope);
    const timestamp = Math.floor(Date.now() / 1000);
    const signature = `v0=${createHmac('sha256', product.providers.slack.signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    return fetch(`${product.url}/api/webhooks/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-signature': signature,
        'x-slack-request-timestamp': String(timestamp),
      },
      body,
    });
  }

  /** A workspace of its own for each payload, so that none sees what another left behind. */
  async function hireInto(teamId: string, envelope: Envelope): Promise<{ tenantId: string; connectionId: string }> {
    const { client, tenantId } = await signUp(product, `Payload ${teamId}`);
    const channel = envelope.event?.channel ?? 'C111';
    const botUserId = /<@(U\w+)>/.exec(JSON.stringify(envelope.event ?? ''))?.[1] ?? 'UBOT';
    await product.sandbox.addWorkspace({
      team_id: teamId,
      name: teamId,
      bot_user_id: botUserId,
      users: [
        { id: envelope.event?.user === botUserId ? 'UOTHER' : (envelope.event?.user ?? 'UOTHER'), name: 'jordan' },
      ],
      channels: [
        { id: channel, name: 'general' },
        { id: 'CTEST', name: 'test' },
      ],
    });
    const connectionId = await connectSlack(product, client, tenantId, teamId);
    const agent = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, MIA);
    await client.post(`/api/portal/tenants/${tenantId}/onboarding/test-messages`, {
      agent_id: agent.body.id,
      connection_id: connectionId,
      destination_id: 'CTEST',
    });
    return { tenantId, connectionId };
  }

  /** The workspace sends events of its own besides; the one asked for is found by its id. */
  const settled = (tenantId: string, eventId: string): Promise<string> =>
    eventually(async () => {
      const { rows } = await database.query<{ state: string; outcome: string | null }>(
        `SELECT state, outcome FROM inbox_events WHERE tenant_id = $1 AND payload->>'event_id' = $2`,
        [tenantId, eventId],
      );
      return rows[0] && rows[0].state !== 'received' ? `${rows[0].state}:${rows[0].outcome ?? ''}` : null;
    }, 'the stored event to be settled');

  async function answersOf(tenantId: string): Promise<{ external_channel_id: string; thread: string }[]> {
    const { rows } = await database.query<{ external_channel_id: string; thread: string }>(
      'SELECT external_channel_id, thread FROM deliveries WHERE tenant_id = $1',
      [tenantId],
    );
    return rows;
  }

  it.each(files)('%s has the right effect', async (file) => {
    const envelope = JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Envelope;
    if (envelope.type === 'url_verification') {
      expect(await (await post(envelope)).json()).toEqual({ challenge: envelope.challenge });
      return;
    }
    const teamId = `T${file.replaceAll(/\W/g, '').replaceAll('_', '').toUpperCase()}`;
    const moved = {
      ...envelope,
      team_id: teamId,
      authorizations: envelope.authorizations?.map((entry) => ({
        ...entry,
        team_id: teamId,
        enterprise_id: null,
        is_enterprise_install: false,
      })),
    };
    const { tenantId, connectionId } = await hireInto(teamId, moved);
    const responses = [await post(moved), await post(moved)];
    expect(responses.map((response) => response.status)).toEqual([200, 200]);
    const outcome = await settled(tenantId, moved.event_id);
    const expected = ANSWERED[file] ?? ANSWERED[SAME_MESSAGE_AS[file] ?? ''];
    if (expected) {
      await eventually(async () => (await answersOf(tenantId)).length > 0, 'an answer');
      await new Promise((passed) => setTimeout(passed, 300));
      expect(await answersOf(tenantId)).toEqual([{ external_channel_id: expected.channel, thread: expected.thread }]);
      return;
    }
    expect(outcome).toMatch(BREAKS[file] ? /^processed:/ : /^(ignored:|processed:not_addressed)/);
    const broken = await database.query<{ broken_reason: string | null }>(
      'SELECT broken_reason FROM channel_connections WHERE tenant_id = $1 AND id = $2',
      [tenantId, connectionId],
    );
    expect(broken.rows[0]?.broken_reason ?? null).toBe(BREAKS[file] ?? null);
    expect(await answersOf(tenantId)).toEqual([]);
  });
});
