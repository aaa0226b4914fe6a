import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { connectSlack, hireEmployee, MIA } from './hired-employee';
import { eventually, signUp, startProduct, type RunningProduct } from './product';
import { SlackTalk } from './slack-talk';
import { hireOnWhatsapp, WhatsappPhone } from './whatsapp-number';

/** What of the messages in the database a test looks at. */
interface KeptMessage {
  readonly direction: string;
  readonly status: string;
  readonly text: string;
}

describe('trouble with channels', () => {
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

  afterEach(() => product.sandbox.call('DELETE', '/slack/_control/faults'));

  async function kept(tenantId: string): Promise<KeptMessage[]> {
    const sql = 'SELECT direction, status, text FROM messages WHERE tenant_id = $1 ORDER BY created_at, id';
    return (await database.query<KeptMessage>(sql, [tenantId])).rows;
  }

  it('sends one of two test messages that are sent at once, and tells the other', async () => {
    const { client, tenantId } = await signUp(product);
    const workspace = await product.sandbox.addWorkspace({ name: 'Two clicks', channels: [{ name: 'support' }] });
    const connectionId = await connectSlack(product, client, tenantId, workspace.team_id);
    const agent = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, MIA);
    const destination = workspace.channels[0]?.id ?? '';
    const request = { agent_id: agent.body.id, connection_id: connectionId, destination_id: destination };
    const send = () =>
      client.post<{ code?: string }>(`/api/portal/tenants/${tenantId}/onboarding/test-messages`, request);
    // The first is held up on its way into the channel.
    const slow = { kind: 'drop_response_after_effect', delay_ms: 4_000, count: 1 };
    await product.sandbox.slackFault({ method: 'conversations.join', ...slow });
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    expect(answers.find(({ status }) => status === 409)?.body.code).toBe('test_message_under_way');
    const posted = await product.sandbox.messages(workspace.team_id, destination);
    expect(posted.filter(({ bot_id: bot, text }) => bot !== undefined && !text.includes('joined'))).toHaveLength(1);
    expect((await send()).status).toBe(201);
  });

  it('loses no message when the token is revoked between two of them: reconnected, Retry sends it', async () => {
    const hired = await hireEmployee(product);
    const talk = new SlackTalk(product, hired);
    await talk.answered(await talk.mention('When do you open?'));
    await product.sandbox.slackFault({ method: 'chat.postMessage', kind: 'error', error: 'token_revoked', count: 1 });
    const root = await talk.mention('Are returns free?');
    const failed = await talk.delivery('failed');
    expect(failed.error).toMatchObject({ code: 'token_revoked' });
    const connection = async (): Promise<{ status: string } | undefined> =>
      (await hired.client.get<{ items: { status: string }[] }>(talk.path('/channels'))).body.items[0];
    expect(await connection()).toMatchObject({ status: 'broken' });
    expect(await talk.atRest(root)).toEqual([]);

    expect(await connectSlack(product, hired.client, hired.tenantId, hired.workspace.team_id)).toBe(hired.connectionId);
    expect((await hired.client.post(talk.path(`/deliveries/${failed.id}/retry`))).status).toBe(200);
    expect(await talk.answered(root)).toHaveLength(1);
    expect(await connection()).toMatchObject({ status: 'connected' });
    expect((await kept(hired.tenantId)).filter(({ status }) => status === 'failed')).toEqual([]);
  });

  it('sends nothing once the employee is paused, not even what it was writing, and goes on when it is back', async () => {
    const hired = await hireEmployee(product);
    const talk = new SlackTalk(product, hired);
    await product.sandbox.setModelLatency(2_000);
    const root = await talk.mention('When do you open?');
    await talk.conversationIn('answering');
    expect((await hired.client.post(talk.path(`/agents/${hired.agentId}/pause`))).status).toBe(200);
    await product.sandbox.setModelLatency(0);
    const [held] = await eventually(async () => {
      const pending = await talk.deliveries('state=pending');
      return pending.length > 0 ? pending : null;
    }, 'the answer to be held back');
    expect(held).toMatchObject({ is_employee_away: true, attempts: 0 });
    expect(await talk.atRest(root)).toEqual([]);
    expect((await hired.client.post(talk.path(`/agents/${hired.agentId}/resume`))).status).toBe(200);
    expect(await talk.answered(root)).toHaveLength(1);
  });

  it('acknowledges events for a business that has disconnected, and keeps nothing of them', async () => {
    const hired = await hireEmployee(product);
    const talk = new SlackTalk(product, hired);
    const before = await kept(hired.tenantId);
    const disconnected = await hired.client.send('DELETE', talk.path(`/channels/${hired.connectionId}`));
    expect(disconnected.status).toBe(204);
    const body = JSON.stringify({
      type: 'event_callback',
      team_id: hired.workspace.team_id,
      api_app_id: product.providers.slack.clientId,
      event_id: `Ev${hired.workspace.team_id}`,
      event_time: Math.floor(Date.now() / 1_000),
      event: {
        type: 'app_mention',
        channel: hired.channel,
        user: hired.person,
        text: 'Hello?',
        ts: '1790000000.000100',
      },
    });
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const signature = createHmac('sha256', product.providers.slack.signingSecret).update(`v0:${timestamp}:${body}`);
    const answer = await fetch(`${product.url}/api/webhooks/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-request-timestamp': timestamp,
        'x-slack-signature': `v0=${signature.digest('hex')}`,
      },
      body,
    });
    expect(answer.status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(await kept(hired.tenantId)).toEqual(before);
  });

  it('cuts off, honestly, what a model says in 200,000 characters, and keeps it whole', async () => {
    const hired = await hireEmployee(product, { max_reply_tokens: 8192 });
    const talk = new SlackTalk(product, hired);
    await product.sandbox.modelFault({ kind: 'huge', count: 1 });
    const root = await talk.mention('Tell me the endless story.');
    const sent = await eventually(async () => {
      const messages = await talk.answers(root);
      return messages.at(-1)?.text.startsWith('[This answer was too long') === true ? messages : null;
    }, 'the last part');
    expect(sent).toHaveLength(20);
    const answer = (await kept(hired.tenantId)).at(-1);
    expect(answer?.text.length).toBeGreaterThan(199_000);
  });

  it('settles a message of WhatsApp by a status that is faster than the answer, and passes over those of unknown messages', async () => {
    const phone = new WhatsappPhone(product);
    const employee = await hireOnWhatsapp(product);
    await phone.call('POST', '/faults', {
      operation: 'send_message',
      kind: 'slow_response_after_effect',
      delay_ms: 1_500,
    });
    await phone.say(employee.number, employee.person, 'When do you open?');
    const receipts = async (): Promise<{ state: string; receipt: string; attempts: number }[]> => {
      const sql = 'SELECT state, receipt, attempts FROM deliveries WHERE tenant_id = $1';
      return (await database.query<{ state: string; receipt: string; attempts: number }>(sql, [employee.tenantId]))
        .rows;
    };
    await eventually(async () => (await receipts())[0]?.receipt === 'delivered', 'the status');
    const settled = await eventually(async () => {
      const rows = await receipts();
      return rows.every(({ state }) => state === 'sent') ? rows : null;
    }, 'the answer to be settled');
    expect(settled).toMatchObject([{ state: 'sent', receipt: 'delivered', attempts: 1 }]);

    const value = {
      messaging_product: 'whatsapp',
      metadata: {
        display_phone_number: employee.number.display_phone_number,
        phone_number_id: employee.number.phone_number_id,
      },
      statuses: ['sent', 'delivered', 'read', 'failed'].map((status) => ({
        id: 'wamid.nobody-knows-me',
        status,
        timestamp: String(Math.floor(Date.now() / 1_000)),
        recipient_id: '436600000000',
      })),
    };
    const entry = { id: employee.number.business_account_id, changes: [{ field: 'messages', value }] };
    const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] });
    const signature = createHmac('sha256', employee.number.app_secret).update(body).digest('hex');
    const answer = await fetch(`${product.url}/api/webhooks/whatsapp/${employee.connectionId}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    expect(answer.status).toBe(200);
    const outcomes = await eventually(async () => {
      const sql = `SELECT state, outcome FROM inbox_events WHERE tenant_id = $1 AND dedupe_key LIKE 'status:wamid.nobody%'`;
      const { rows } = await database.query<{ state: string; outcome: string }>(sql, [employee.tenantId]);
      return rows.length === 4 && rows.every(({ state }) => state === 'processed') ? rows : null;
    }, 'the statuses to be read');
    expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['unknown_message']));
    expect(await receipts()).toEqual(settled);
  });
});
