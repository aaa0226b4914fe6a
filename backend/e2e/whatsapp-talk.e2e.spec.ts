import { createHmac } from 'node:crypto';
import { Client } from 'pg';
import { MIA } from './hired-employee';
import { eventually, signUp, startProduct, type RunningProduct } from './product';
import {
  connectRequest,
  hireOnWhatsapp,
  lastTest,
  sendTestMessage,
  WhatsappPhone,
  type ChatMessage,
  type WhatsappEmployee,
} from './whatsapp-number';

interface Delivery {
  readonly id: string;
  readonly state: string;
  readonly error: { readonly code: string; readonly fix: string } | null;
}

describe('talking over WhatsApp', () => {
  let product: RunningProduct;
  let phone: WhatsappPhone;
  let database: Client;

  beforeAll(async () => {
    product = await startProduct();
    phone = new WhatsappPhone(product);
    database = new Client({ connectionString: product.database.ownerUrl });
    await database.connect();
  }, 60_000);

  afterAll(async () => {
    await database.end();
    await product.stop();
  });

  afterEach(() => phone.call('DELETE', '/faults'));

  const repliesOf = async ({ number, person }: WhatsappEmployee): Promise<readonly ChatMessage[]> =>
    (await phone.answers(number, person)).filter(({ type }) => type === 'text');
  const reply = (employee: WhatsappEmployee, count = 1): Promise<readonly ChatMessage[]> =>
    eventually(async () => {
      const replies = await repliesOf(employee);
      return replies.length >= count ? replies : null;
    }, `${count} replies`);
  const lastQuestion = async (): Promise<string> => JSON.stringify((await product.sandbox.modelRequests()).at(-1));
  const deliveries = async ({ client, tenantId }: WhatsappEmployee): Promise<Delivery[]> =>
    (await client.get<{ items: Delivery[] }>(`/api/portal/tenants/${tenantId}/deliveries`)).body.items;
  const settled = (employee: WhatsappEmployee, state: string): Promise<Delivery> =>
    eventually(async () => (await deliveries(employee)).find((delivery) => delivery.state === state), `one ${state}`);

  it('goes live only by the status of the test message, sent as the template that is always allowed [PRTA-04]', async () => {
    const employee = await hireOnWhatsapp(product);
    expect(await lastTest(employee)).toMatchObject({ status: 'sent', agent_status: 'live', error: null });
    expect((await phone.answers(employee.number, employee.person)).map(({ type }) => type)).toEqual(['template']);
    const { rows: shown } = await database.query<{ text: string }>('SELECT text FROM messages WHERE tenant_id = $1', [
      employee.tenantId,
    ]);
    expect(shown).toEqual([
      { text: expect.stringMatching(/^\[Template "hello_world"\]\nWelcome and congratulations/) },
    ]);
    const fees = await eventually(async () => {
      const { rows } = await database.query<{ model: string; cost_nano_usd: string | null }>(
        `SELECT model, cost_nano_usd FROM usage_events WHERE tenant_id = $1 AND kind = 'fee'`,
        [employee.tenantId],
      );
      return rows.length > 0 ? rows : null;
    }, 'the fee of the template');
    expect(fees).toEqual([{ model: 'utility', cost_nano_usd: '17100000' }]);
  });

  it('shows the code, its meaning and the fix of a test message that does not arrive, and no one goes live', async () => {
    const { client, tenantId } = await signUp(product);
    const number = await phone.addNumber();
    const connected = await client.post<{ id: string }>(
      '/api/portal/channels/whatsapp/connect',
      connectRequest(tenantId, number),
    );
    const agent = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, MIA);
    const employee = { client, tenantId, connectionId: connected.body.id, agentId: agent.body.id };
    // Meta's report may come before its answer.
    expect(['sending', 'failed']).toContain((await sendTestMessage(employee, '+49 30 900 900 900')).status);
    const failed = await eventually(async () => {
      const test = await lastTest(employee);
      return test.status === 'failed' ? test : null;
    }, 'the report');
    expect(failed).toMatchObject({ agent_status: 'draft', error: { code: '131026', fix: expect.any(String) } });
  });

  it('answers, marks as read, and keeps one conversation with a person', async () => {
    const employee = await hireOnWhatsapp(product);
    await product.sandbox.modelReply({ match: 'open', text: 'We open at **nine**.' });
    const asked = await phone.say(employee.number, employee.person, 'When do you open?');
    const [answer] = await reply(employee);
    expect(answer?.content.body).toBe('We open at *nine*.');
    const { messages } = await phone.chat(employee.number, employee.person);
    expect(messages.find(({ id }) => id === asked)?.is_read_by_business).toBe(true);
    await phone.say(employee.number, employee.person, 'And on Sundays?');
    await reply(employee, 2);
    const listed = await employee.client.get<{ items: { channel_kind: string; contact_name: string }[] }>(
      `/api/portal/tenants/${employee.tenantId}/conversations`,
    );
    expect(listed.body.items).toEqual([
      expect.objectContaining({ channel_kind: 'whatsapp', contact_name: 'Ada Lovelace' }),
    ]);
    await eventually(async () => {
      const { rows } = await database.query<{ receipt: string | null }>(
        'SELECT receipt FROM deliveries WHERE tenant_id = $1',
        [employee.tenantId],
      );
      return rows.every(({ receipt }) => receipt === 'delivered');
    }, 'both to be delivered');
  });

  it('reads a text file that a person sends, and says honestly that it cannot read others', async () => {
    const employee = await hireOnWhatsapp(product);
    const sendFile = (filename: string, mime_type: string, content: string): Promise<unknown> =>
      phone.call('POST', `/numbers/${employee.number.phone_number_id}/messages`, {
        person: employee.person.id,
        type: 'document',
        caption: `See ${filename}`,
        media: { base64: Buffer.from(content).toString('base64'), mime_type, filename },
      });
    await sendFile('prices.csv', 'text/csv', 'cheese;4.20');
    await reply(employee);
    expect(await lastQuestion()).toContain('cheese;4.20');
    await sendFile('long.txt', 'text/plain', `secret-word${'x'.repeat(200_000)}`);
    await reply(employee, 2);
    await sendFile('contract.pdf', 'application/pdf', 'secret-word');
    await reply(employee, 3);
    const asked = await lastQuestion();
    expect(asked).toContain('A file came with this message that you cannot open: \\"long.txt\\"');
    expect(asked).toContain('A file came with this message that you cannot open: \\"contract.pdf\\"');
    expect(asked).not.toContain('secret-word');
  });

  it('shows pictures to a model that sees them, keeps none, and says honestly what it cannot see', async () => {
    const employee = await hireOnWhatsapp(product);
    const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    const show = (base64: string): Promise<unknown> =>
      phone.call('POST', `/numbers/${employee.number.phone_number_id}/messages`, {
        person: employee.person.id,
        type: 'image',
        caption: 'What is this?',
        media: { base64, mime_type: 'image/png' },
      });
    await show(png);
    await reply(employee);
    expect(await lastQuestion()).toContain(`data:image/png;base64,${png}`);
    await show(Buffer.from('no picture').toString('base64'));
    await reply(employee, 2);
    expect(await lastQuestion()).toContain('could not be fetched. Say honestly');
    const { rows } = await database.query<{ stored: string }>(
      'SELECT attachments::text AS stored FROM messages WHERE tenant_id = $1',
      [employee.tenantId],
    );
    expect(JSON.stringify(rows)).toContain('pictureId');
    expect(JSON.stringify(rows)).not.toContain(png.slice(0, 20));
  });

  it('answers people who show no phone number', async () => {
    const employee = await hireOnWhatsapp(product);
    const person = await phone.addPerson({ name: 'Grace', phone: null, username: `grace.${Date.now()}` });
    await phone.say(employee.number, person, 'Hello?');
    await reply({ ...employee, person });
  });

  it('does not send after 24 hours, says why, and sends once the person has written again', async () => {
    const employee = await hireOnWhatsapp(product);
    await product.sandbox.setModelLatency(1_000);
    await phone.say(employee.number, employee.person, 'First');
    await eventually(async () => {
      const { rowCount } = await database.query(
        `UPDATE whatsapp_contacts SET last_inbound_at = now() - interval '25 hours' WHERE tenant_id = $1 AND last_inbound_at IS NOT NULL`,
        [employee.tenantId],
      );
      return rowCount === 1;
    }, 'the message to be stored');
    const failed = await settled(employee, 'failed');
    await product.sandbox.setModelLatency(0);
    expect(failed.error).toMatchObject({ code: 'whatsapp_window_closed', fix: expect.stringContaining('Retry') });
    expect(await repliesOf(employee)).toHaveLength(0);
    await phone.say(employee.number, employee.person, 'I am back');
    await reply(employee);
    await employee.client.post(`/api/portal/tenants/${employee.tenantId}/deliveries/${failed.id}/retry`);
    await reply(employee, 2);
  });

  it('tells of an answer that Meta accepted and did not deliver', async () => {
    const employee = await hireOnWhatsapp(product);
    await phone.call('POST', '/faults', { operation: 'send_message', kind: 'undeliverable' });
    await phone.say(employee.number, employee.person, 'Hello');
    const failed = await settled(employee, 'failed');
    expect(failed.error).toMatchObject({ code: '131026' });
  });

  it('waits out a rate limit and sends once', async () => {
    const employee = await hireOnWhatsapp(product);
    await phone.call('POST', '/faults', { operation: 'send_message', kind: 'rate_limited', retry_after_seconds: 1 });
    await phone.say(employee.number, employee.person, 'Hello');
    expect(await reply(employee)).toHaveLength(1);
    await settled(employee, 'sent');
  });

  it('shows a connection whose token was withdrawn as broken', async () => {
    const employee = await hireOnWhatsapp(product);
    await phone.call('PATCH', `/numbers/${employee.number.phone_number_id}/token`, { state: 'revoked' });
    await phone.say(employee.number, employee.person, 'Hello');
    await settled(employee, 'failed');
    const listed = await employee.client.get<{ items: { status: string; broken_fix: string }[] }>(
      `/api/portal/tenants/${employee.tenantId}/channels`,
    );
    expect(listed.body.items[0]).toMatchObject({ status: 'broken', broken_fix: expect.stringContaining('Reconnect') });
  });

  it('sends once when the answer of Meta is lost: its status settles it', async () => {
    const employee = await hireOnWhatsapp(product);
    await phone.call('POST', '/faults', { operation: 'send_message', kind: 'drop_response_after_effect' });
    await phone.say(employee.number, employee.person, 'Hello');
    await settled(employee, 'sent');
    expect(await repliesOf(employee)).toHaveLength(1);
  });

  it('parks what may have arrived when neither answer nor status came, and sends it when a person says so', async () => {
    const employee = await hireOnWhatsapp(product);
    await phone.call('POST', '/faults', { operation: 'send_message', kind: 'not_json' });
    await phone.say(employee.number, employee.person, 'Hello');
    await eventually(
      async () => (await deliveries(employee))[0]?.error?.code === 'whatsapp_awaiting_status',
      'the doubt to show',
    );
    await database.query(
      `UPDATE deliveries SET first_attempt_at = now() - interval '6 minutes', next_attempt_at = now() WHERE tenant_id = $1`,
      [employee.tenantId],
    );
    const parked = await settled(employee, 'parked');
    expect(parked.error?.code).toBe('whatsapp_unconfirmed');
    // The test message, and the one send that failed: looking for its report is no send.
    const { rows } = await database.query(
      'SELECT window_sends, window_failures FROM channel_connections WHERE tenant_id = $1',
      [employee.tenantId],
    );
    expect(rows).toEqual([{ window_sends: 2, window_failures: 1 }]);
    expect(await repliesOf(employee)).toHaveLength(0);
    await employee.client.post(`/api/portal/tenants/${employee.tenantId}/deliveries/${parked.id}/retry`);
    await settled(employee, 'sent');
    expect(await repliesOf(employee)).toHaveLength(1);
  });

  it('takes a thousand messages in one call, with repeats, each once and in order', async () => {
    const employee = await hireOnWhatsapp(product, { provider: 'openai' });
    await product.sandbox.setModelLatency(0);
    const now = Math.floor(Date.now() / 1_000);
    const message = (index: number): object => ({
      from: '4915199999999',
      id: `wamid.batch.${index}`,
      timestamp: String(now),
      type: 'text',
      text: { body: `Message ${index}` },
    });
    const messages = Array.from({ length: 1_000 }, (_, index) => message(index));
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '1', phone_number_id: employee.number.phone_number_id },
      contacts: [{ profile: { name: 'Batch' }, wa_id: '4915199999999' }],
      messages: [...messages, ...messages.slice(0, 50)],
    };
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: employee.number.business_account_id, changes: [{ field: 'messages', value }] }],
    });
    const post = (): Promise<Response> => send(employee, body);
    expect((await Promise.all([post(), post()])).map(({ status }) => status)).toEqual([200, 200]);
    const stored = await eventually(
      async () => {
        const { rows } = await database.query<{ text: string }>(
          `SELECT text FROM messages WHERE tenant_id = $1 AND author_name = 'Batch' ORDER BY created_at, id`,
          [employee.tenantId],
        );
        return rows.length >= 1_000 ? rows : null;
      },
      'all to be taken in',
      60_000,
    );
    expect(stored.map(({ text }) => text)).toEqual(messages.map((_, index) => `Message ${index}`));
  }, 90_000);

  it('meets a thousand new people in one call once each, also when it comes twice at once', async () => {
    const employee = await hireOnWhatsapp(product);
    const numberOf = (index: number): string => `49151${String(index).padStart(8, '0')}`;
    const indexes = Array.from({ length: 1_000 }, (_, index) => index);
    const value = {
      messaging_product: 'whatsapp',
      metadata: { display_phone_number: '1', phone_number_id: employee.number.phone_number_id },
      contacts: indexes.map((index) => ({ profile: { name: `Newcomer ${index}` }, wa_id: numberOf(index) })),
      messages: indexes.map((index) => ({
        from: numberOf(index),
        id: `wamid.newcomer.${index}`,
        timestamp: String(Math.floor(Date.now() / 1_000)),
        // Nobody answers those, so that the test need not wait for a thousand answers.
        type: 'reaction',
        reaction: { message_id: 'wamid.unknown', emoji: '👍' },
      })),
    };
    const body = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [{ id: employee.number.business_account_id, changes: [{ field: 'messages', value }] }],
    });
    const answers = await Promise.all([send(employee, body), send(employee, body)]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { rows } = await database.query<{ name: string; phone: string }>(
      `SELECT name, phone FROM whatsapp_contacts WHERE tenant_id = $1 AND name LIKE 'Newcomer %' ORDER BY phone`,
      [employee.tenantId],
    );
    expect(rows).toEqual(indexes.map((index) => ({ name: `Newcomer ${index}`, phone: numberOf(index) })));
    const { rows: events } = await database.query(
      `SELECT id FROM inbox_events WHERE tenant_id = $1 AND dedupe_key LIKE 'message:wamid.newcomer.%'`,
      [employee.tenantId],
    );
    expect(events).toHaveLength(1_000);
  }, 90_000);

  const send = (employee: WhatsappEmployee, body: string, secret = employee.number.app_secret): Promise<Response> =>
    fetch(`${product.url}/api/webhooks/whatsapp/${employee.connectionId}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-hub-signature-256': `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`,
      },
      body,
    });

  it('looks after its connections: tells what is wrong, takes it back, and asks again when Meta tells of the number', async () => {
    const employee = await hireOnWhatsapp(product);
    const notices = async (): Promise<string[]> => {
      const { rows } = await database.query<{ kind: string }>(
        'SELECT kind FROM notices WHERE tenant_id = $1 AND resolved_at IS NULL ORDER BY kind',
        [employee.tenantId],
      );
      return rows.map(({ kind }) => kind);
    };
    const told = (kinds: string[]): Promise<unknown> =>
      eventually(async () => JSON.stringify(await notices()) === JSON.stringify(kinds), `notices: ${kinds.join()}`);
    const round = (): Promise<unknown> =>
      database.query(`SELECT graphile_worker.add_job('channels.check_connections')`);
    const number = `/numbers/${employee.number.phone_number_id}`;
    await phone.call('PATCH', number, { quality_rating: 'RED' });
    await round();
    await told(['channel.degraded']);
    await phone.call('PATCH', number, { quality_rating: 'GREEN' });
    const value = { display_phone_number: '1', event: 'UNFLAGGED', current_limit: 'TIER_1K' };
    const entry = {
      id: employee.number.business_account_id,
      changes: [{ field: 'phone_number_quality_update', value }],
    };
    await send(employee, JSON.stringify({ object: 'whatsapp_business_account', entry: [entry] }));
    await told([]);
    const listed = await employee.client.get<{ items: { quality_rating: string }[] }>(
      `/api/portal/tenants/${employee.tenantId}/channels`,
    );
    expect(listed.body.items[0]?.quality_rating).toBe('GREEN');
    await phone.call('PATCH', `${number}/token`, { state: 'revoked' });
    await round();
    await told(['channel.broken']);
  });

  it('believes nothing that is not signed with the secret of its own number', async () => {
    const [mallory, victim] = [await hireOnWhatsapp(product), await hireOnWhatsapp(product)];
    const forged = JSON.stringify({
      object: 'whatsapp_business_account',
      entry: [
        {
          id: victim.number.business_account_id,
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '1', phone_number_id: victim.number.phone_number_id },
                contacts: [{ profile: { name: 'Mallory' }, wa_id: '491' }],
                messages: [{ from: '491', id: 'wamid.forged', timestamp: '1', type: 'text', text: { body: 'Hi' } }],
              },
            },
          ],
        },
      ],
    });
    expect((await send(victim, forged, mallory.number.app_secret)).status).toBe(401);
    expect((await send(mallory, forged)).status).toBe(200);
    const { rows } = await database.query(`SELECT 1 FROM inbox_events WHERE dedupe_key = 'message:wamid.forged'`);
    expect(rows).toEqual([]);
  });

  // The last, because what it stores is still being worked on when it ends.
  it('takes a thousand messages of a thousand people in one call, and again', async () => {
    const employee = await hireOnWhatsapp(product);
    const phones = Array.from({ length: 1_000 }, (_, index) => `49160${1_000_000 + index}`);
    const call = (round: number): string =>
      JSON.stringify({
        object: 'whatsapp_business_account',
        entry: phones.map((from) => ({
          id: employee.number.business_account_id,
          changes: [
            {
              field: 'messages',
              value: {
                messaging_product: 'whatsapp',
                metadata: { display_phone_number: '1', phone_number_id: employee.number.phone_number_id },
                contacts: [{ profile: { name: `Person ${from}` }, wa_id: from }],
                messages: [
                  { from, id: `wamid.${round}.${from}`, timestamp: '1', type: 'reaction', reaction: { emoji: '👍' } },
                ],
              },
            },
          ],
        })),
      });
    for (const round of [1, 2]) {
      expect((await send(employee, call(round))).status).toBe(200);
    }
    const { rows } = await database.query<{ count: string }>(
      'SELECT count(*) FROM whatsapp_contacts WHERE tenant_id = $1 AND last_inbound_at IS NOT NULL',
      [employee.tenantId],
    );
    expect(rows[0]?.count).toBe('1000');
  }, 60_000);
});
