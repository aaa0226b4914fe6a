import { createHmac } from 'node:crypto';
import { startSandbox, type RunningSandbox } from '../../index';
import { call, type Json } from '../../testing/control';
import {
  ACME_ACCOUNT,
  ACME_NUMBER,
  ACME_SECRET,
  graph,
  idOf,
  MAYA_PHONE,
  sendText,
  subscribe,
} from '../../testing/graph';
import { WebhookReceiver } from '../../testing/webhook-receiver';

describe('webhooks', () => {
  const receiver = new WebhookReceiver();
  let sandbox: RunningSandbox;
  let url: string;

  beforeAll(async () => {
    sandbox = await startSandbox({ whatsapp: { retryDelaysMs: [20, 20] } });
    url = await receiver.start();
  });

  afterAll(async () => {
    await sandbox.stop();
    await receiver.stop();
  });

  beforeEach(async () => {
    await call(sandbox, 'POST', control('reset'));
    await subscribe(sandbox, receiver, url);
    receiver.clear();
  });

  const control = (path: string) => `/whatsapp/_control/${path}`;
  const write = (body: Json) =>
    call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/messages`), { person: 'maya', ...body });
  const settings = (body: Json) => call(sandbox, 'PATCH', control('settings'), body);

  it('go where the subscription says, once the address answered the challenge', async () => {
    const listed = await graph(sandbox, 'GET', `${ACME_ACCOUNT}/subscribed_apps`);
    expect(listed.data).toMatchObject([
      { override_callback_uri: url, whatsapp_business_api_data: { link: expect.any(String) } },
    ]);
    const subscription = { override_callback_uri: url, verify_token: 'wrong' };
    const refused = await graph(sandbox, 'POST', `${ACME_ACCOUNT}/subscribed_apps`, subscription);
    expect(refused).toMatchObject({
      http_status: 400,
      error: { code: 2_200, message: expect.stringContaining('403') },
    });
    const elsewhere = { override_callback_uri: 'http://a.example/', verify_token: 'x' };
    expect(await graph(sandbox, 'POST', `${ACME_ACCOUNT}/subscribed_apps`, elsewhere)).toMatchObject({
      error: { code: 100 },
    });
    await graph(sandbox, 'DELETE', `${ACME_ACCOUNT}/subscribed_apps`);
    await write({ text: 'is anybody there?' });
    await sendText(sandbox, MAYA_PHONE, 'no');
    expect(receiver.received).toEqual([]);
  });

  it('are signed over the raw bytes, with everything beyond ASCII escaped', async () => {
    await write({ text: 'äöå 😀 https://x.test' });
    await receiver.waitUntil(() => receiver.received.length === 1);
    const [{ raw, headers }] = receiver.received as [(typeof receiver.received)[number]];
    expect(raw).toContain(String.raw`\u00e4\u00f6\u00e5 \ud83d\ude00 https:\/\/x.test`);
    const signature = createHmac('sha256', ACME_SECRET).update(raw).digest('hex');
    expect(headers['x-hub-signature-256']).toBe(`sha256=${signature}`);
    expect(receiver.messages).toMatchObject([{ text: { body: 'äöå 😀 https://x.test' }, from: MAYA_PHONE }]);
  });

  it('name people by their user id, and by their number only where it is known', async () => {
    await write({ person: 'sam', text: 'hi' });
    await receiver.waitUntil(() => receiver.messages.length === 1);
    const [message] = receiver.messages as [Json];
    expect(message).not.toHaveProperty('from');
    expect(message.from_user_id).toMatch(/^US\.\d{20}$/);
    expect(receiver.values[0]).toMatchObject({
      contacts: [{ user_id: message.from_user_id, profile: { name: 'Sam Okafor', username: 'sam.okafor' } }],
      metadata: { phone_number_id: ACME_NUMBER, display_phone_number: '15550783881' },
    });
    expect((receiver.values[0]!.contacts as Json[])[0]).not.toHaveProperty('wa_id');
  });

  it('tell how a message fares, with its price', async () => {
    await write({ text: 'hi' });
    const sent = await sendText(sandbox, MAYA_PHONE, 'hello', { biz_opaque_callback_data: 'reply-1' });
    await receiver.waitUntil(() => receiver.statuses.length === 2);
    await call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/chats/maya/open`));
    await receiver.waitUntil(() => receiver.statuses.length === 3);
    const about = { id: idOf(sent), recipient_id: MAYA_PHONE, biz_opaque_callback_data: 'reply-1' };
    const pricing = { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' };
    expect(receiver.statuses).toMatchObject([
      { ...about, status: 'sent', pricing, conversation: { expiration_timestamp: expect.any(String) } },
      { ...about, status: 'delivered', pricing },
      { ...about, status: 'read' },
    ]);
    expect(receiver.statuses[2]).not.toHaveProperty('pricing');
  });

  it('charge templates outside the window', async () => {
    const body = { name: 'hello_world', language: { code: 'en_US' } };
    await sendText(sandbox, MAYA_PHONE, '', { type: 'template', template: body, text: undefined });
    await receiver.waitUntil(() => receiver.statuses.length === 2);
    expect(receiver.statuses[0]).toMatchObject({ pricing: { billable: true, category: 'utility', type: 'regular' } });
  });

  it.each([
    ['free text outside the window', MAYA_PHONE, 131_047],
    ['somebody who is not on WhatsApp', '15550009999', 131_026],
  ])('say that %s failed', async (_what, to, code) => {
    expect(await sendText(sandbox, to, 'hello')).toMatchObject({ http_status: 200 });
    await receiver.waitUntil(() => receiver.statuses.length === 1);
    expect(receiver.statuses).toMatchObject([
      { status: 'failed', errors: [{ code, title: expect.any(String), error_data: { details: expect.any(String) } }] },
    ]);
    expect(receiver.values[0]).not.toHaveProperty('contacts');
  });

  it('failed for somebody without a number knows the user id alone', async () => {
    const { people } = await call(sandbox, 'GET', control(`numbers/${ACME_NUMBER}`));
    const recipient = (people as { id: string; user_id: string }[]).find(({ id }) => id === 'sam')?.user_id;
    await graph(sandbox, 'POST', `${ACME_NUMBER}/messages`, {
      messaging_product: 'whatsapp',
      recipient,
      type: 'text',
      text: { body: 'x' },
    });
    await receiver.waitUntil(() => receiver.statuses.length === 1);
    expect(receiver.statuses[0]).toMatchObject({ status: 'failed', recipient_user_id: recipient });
    expect(receiver.statuses[0]).not.toHaveProperty('recipient_id');
  });

  it('come again until they are accepted', async () => {
    receiver.answers.push(500, 403);
    await write({ text: 'hi' });
    await receiver.waitUntil(() => receiver.received.length === 3);
    expect(new Set(receiver.received.map(({ raw }) => raw)).size).toBe(1);
    await receiver.waitUntil(() => receiver.answers.length === 0);
    const { deliveries } = await call(sandbox, 'GET', control('deliveries?kind=message.text'));
    expect(deliveries).toMatchObject([{ attempts: [{ status: 500 }, { status: 403 }, { status: 200 }] }]);
  });

  it('can be held and let go as a batch, several times, the wrong way round', async () => {
    await settings({ hold_webhooks: true });
    await write({ text: 'one' });
    await write({ text: 'two', person: 'jonas' });
    expect(await call(sandbox, 'GET', control('settings'))).toMatchObject({ held_webhooks: 2 });
    await settings({ hold_webhooks: false });
    await call(sandbox, 'POST', control('webhooks/release'), { order: 'reversed', copies: 2 });
    await receiver.waitUntil(() => receiver.received.length === 1);
    expect(receiver.messages.map(({ text }) => (text as Json).body)).toEqual(['two', 'two', 'one', 'one']);
  });

  it('can be sent once more, and made up', async () => {
    await write({ text: 'hi' });
    await receiver.waitUntil(() => receiver.received.length === 1);
    const { deliveries } = await call(sandbox, 'GET', control('deliveries'));
    await call(sandbox, 'POST', control(`deliveries/${(deliveries as { id: string }[])[0]!.id}/redeliver`));
    await receiver.waitUntil(() => receiver.received.length === 2);
    expect(receiver.received[1]?.raw).toBe(receiver.received[0]?.raw);
    const value = { event: 'ACCOUNT_RESTRICTION' };
    await call(sandbox, 'POST', control('webhooks'), {
      business_account_id: ACME_ACCOUNT,
      field: 'account_update',
      value,
    });
    await receiver.waitUntil(() => receiver.received.length === 3);
    expect(receiver.received[2]?.body.entry[0]?.changes).toEqual([{ field: 'account_update', value }]);
  });

  it('of statuses may come before the answer to the send', async () => {
    await write({ text: 'hi' });
    await call(sandbox, 'POST', control('faults'), {
      operation: 'send_message',
      kind: 'slow_response_after_effect',
      delay_ms: 200,
    });
    const answer = sendText(sandbox, MAYA_PHONE, 'late');
    await receiver.waitUntil(() => receiver.statuses.length === 2);
    expect(receiver.statuses[0]?.id).toBe(idOf(await answer));
  });

  it('say what people send: choices, files, places, contacts, reactions, and what has no name', async () => {
    await write({ text: 'hi' });
    const list = {
      type: 'list',
      body: { text: 'Pick' },
      action: { button: 'Open', sections: [{ title: 'S', rows: [{ id: 'r1', title: 'Row', description: 'D' }] }] },
    };
    const sent = await sendText(sandbox, MAYA_PHONE, '', { type: 'interactive', interactive: list, text: undefined });
    const context = idOf(sent);
    const media = { base64: Buffer.from('png').toString('base64'), mime_type: 'image/png', filename: 'a.png' };
    await write({ type: 'interactive', context, reply: { id: 'r1', title: 'Row', description: 'D' } });
    await write({ type: 'image', media, caption: 'look' });
    await write({ type: 'location', location: { latitude: 1, longitude: 2 } });
    await write({ type: 'contacts', contacts: [{ name: { formatted_name: 'Ada' } }] });
    await write({ type: 'reaction', context, emoji: '👍' });
    await write({ type: 'unsupported' });
    await receiver.waitUntil(() => receiver.messages.length === 7);
    expect(receiver.messages.slice(1)).toMatchObject([
      { interactive: { type: 'list_reply', list_reply: { id: 'r1', description: 'D' } }, context: { id: context } },
      { image: { caption: 'look', mime_type: 'image/png', sha256: expect.any(String), id: expect.any(String) } },
      { location: { latitude: 1, longitude: 2 } },
      { contacts: [{ name: { formatted_name: 'Ada' } }] },
      { reaction: { message_id: context, emoji: '👍' } },
      { type: 'unsupported', errors: [{ code: 131_051 }] },
    ]);
  });
});
