import { startSandbox, type RunningSandbox } from '../../index';
import { call, type Json } from '../../testing/control';
import {
  ACME_ACCOUNT,
  ACME_NUMBER,
  ACME_SECRET,
  ACME_TOKEN,
  graph,
  idOf,
  MAYA_PHONE,
  sendText,
} from '../../testing/graph';

const EXPIRED = 'EAAGacmeDemoTemporaryTokenThatExpiredYesterday1Vb6ZDZD';
const READ_ONLY = 'EAAGacmeDemoTokenWithoutMessagingPermission8Hn4ZDZD';
const TEST_NUMBER = {
  token: 'EAAGtestNumberTemporaryTokenOfOneDay9Rw3ZDZD',
  secret: '0fedcba98765432100112233445566aa',
};

describe('the Graph API', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(() => sandbox.stop());

  beforeEach(() => call(sandbox, 'POST', '/whatsapp/_control/reset'));

  const control = (path: string) => `/whatsapp/_control/${path}`;
  const write = (text = 'Hello') =>
    call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/messages`), { person: 'maya', text });
  const template = (name: string, more: Json = {}) => ({
    messaging_product: 'whatsapp',
    to: MAYA_PHONE,
    type: 'template',
    template: { name, language: { code: 'en_US' }, ...more },
  });

  describe('access', () => {
    const look = (token: string, secret = ACME_SECRET) =>
      graph(sandbox, 'GET', ACME_NUMBER, undefined, { token, secret });

    it.each([
      ['a token that is none', () => look('EAAnone'), 401, { code: 190 }],
      ['an expired token', () => look(EXPIRED), 401, { code: 190, error_subcode: 463 }],
      ['the secret of another app', () => look(ACME_TOKEN, 'other'), 400, { code: 100, type: 'GraphMethodException' }],
      [
        "another account's number",
        () => graph(sandbox, 'GET', '224489900751330'),
        400,
        { code: 100, error_subcode: 33 },
      ],
      ['a number that does not exist', () => graph(sandbox, 'GET', '999'), 400, { code: 100, error_subcode: 33 }],
    ])('refuses %s', async (_what, ask, status, error) => {
      const answer = await ask();
      expect(answer).toMatchObject({ http_status: status, error: { ...error, fbtrace_id: expect.any(String) } });
    });

    it('refuses calls without token, without proof, and of an unknown version', async () => {
      const get = async (path: string, headers: Record<string, string> = {}) =>
        (await (await fetch(`${sandbox.whatsappGraphUrl}/${path}`, { headers })).json()) as Json;
      const authorization = `Bearer ${ACME_TOKEN}`;
      expect(await get(`v23.0/${ACME_NUMBER}`)).toMatchObject({ error: { code: 104 } });
      expect(await get(`v23.0/${ACME_NUMBER}`, { authorization })).toMatchObject({ error: { code: 100 } });
      expect(await get(`latest/${ACME_NUMBER}`, { authorization })).toMatchObject({ error: { code: 2_500 } });
    });

    it('asks for the permission that an operation needs', async () => {
      const readOnly = { token: READ_ONLY, secret: ACME_SECRET };
      expect(await graph(sandbox, 'GET', `${ACME_ACCOUNT}/phone_numbers`, undefined, readOnly)).toMatchObject({
        http_status: 200,
      });
      const answer = await graph(sandbox, 'POST', `${ACME_NUMBER}/messages`, template('hello_world'), readOnly);
      expect(answer).toMatchObject({ http_status: 403, error: { code: 200 } });
    });

    it('tells what a token is good for', async () => {
      const debug = (token: string) => graph(sandbox, 'GET', `debug_token?input_token=${token}`);
      expect(await debug(ACME_TOKEN)).toMatchObject({
        data: {
          is_valid: true,
          expires_at: 0,
          scopes: expect.arrayContaining(['whatsapp_business_messaging']),
          granular_scopes: expect.arrayContaining([
            { scope: 'whatsapp_business_management', target_ids: [ACME_ACCOUNT] },
          ]),
        },
      });
      expect(await debug(EXPIRED)).toMatchObject({ data: { is_valid: false, error: { code: 190, subcode: 463 } } });
      expect(await debug('EAAnone')).toMatchObject({ data: { is_valid: false, scopes: [] } });
    });
  });

  describe('numbers, accounts, templates', () => {
    it('gives the fields that were asked for', async () => {
      expect(await graph(sandbox, 'GET', `${ACME_NUMBER}?fields=status,quality_rating`)).toEqual({
        http_status: 200,
        id: ACME_NUMBER,
        status: 'CONNECTED',
        quality_rating: 'GREEN',
      });
      const { data } = await graph(sandbox, 'GET', `${ACME_ACCOUNT}/phone_numbers`);
      expect(data).toMatchObject([{ id: ACME_NUMBER, verified_name: 'Acme Demo', status: 'LINKED' }]);
      expect(await graph(sandbox, 'GET', `${ACME_ACCOUNT}?fields=name`)).toMatchObject({ name: 'Acme Demo' });
    });

    it('pages templates and finds them by name and state', async () => {
      const first = await graph(sandbox, 'GET', `${ACME_ACCOUNT}/message_templates?limit=4`);
      const { after } = (first.paging as { cursors: { after: string } }).cursors;
      const second = await graph(sandbox, 'GET', `${ACME_ACCOUNT}/message_templates?limit=4&after=${after}`);
      const names = [first, second].flatMap(({ data }) => (data as { name: string }[]).map(({ name }) => name));
      expect(names).toHaveLength(6);
      expect(new Set(names).size).toBe(6);
      expect(await graph(sandbox, 'GET', `${ACME_ACCOUNT}/message_templates?name=hello_world`)).toMatchObject({
        data: [{ status: 'APPROVED', components: expect.arrayContaining([expect.objectContaining({ type: 'BODY' })]) }],
      });
    });
  });

  describe('sending', () => {
    const send = (body: Json) =>
      graph(sandbox, 'POST', `${ACME_NUMBER}/messages`, { messaging_product: 'whatsapp', to: MAYA_PHONE, ...body });
    const buttons = (...titles: string[]) => ({
      type: 'interactive',
      interactive: {
        type: 'button',
        body: { text: 'Which one?' },
        action: { buttons: titles.map((title, index) => ({ type: 'reply', reply: { id: `b${index}`, title } })) },
      },
    });

    it('answers like Meta, whatever the number is spelled like', async () => {
      await write();
      expect(await sendText(sandbox, '+46 (70) 555-01-12', 'Hi')).toEqual({
        http_status: 200,
        messaging_product: 'whatsapp',
        contacts: [{ input: '+46 (70) 555-01-12', wa_id: MAYA_PHONE }],
        messages: [{ id: expect.stringMatching(/^wamid\./) }],
      });
    });

    it.each<[string, Json, number]>([
      ['no text', { type: 'text', text: {} }, 100],
      ['4,097 characters', { type: 'text', text: { body: 'x'.repeat(4_097) } }, 100],
      ['a type that does not exist', { type: 'poem', poem: {} }, 100],
      ['no number', { to: 'Maya', type: 'text', text: { body: 'x' } }, 100],
      ['a user id in the place of a number', { to: 'US.123', type: 'text', text: { body: 'x' } }, 131_009],
      ['its own number', { to: '+1 555 078 3881', type: 'text', text: { body: 'x' } }, 131_021],
      ['four buttons', buttons('a', 'b', 'c', 'd'), 131_009],
      ['a button of 21 characters', buttons('x'.repeat(21)), 100],
      ['a template that does not exist', template('none'), 132_001],
      ['a rejected template', template('return_policy'), 132_001],
      ['a paused template', template('summer_sale'), 132_015],
      ['too few parameters', template('order_update'), 132_000],
      ['a file that is not there', { type: 'image', image: { id: '404' } }, 131_053],
      ['a reaction to nothing', { type: 'reaction', reaction: { message_id: 'wamid.no', emoji: '👍' } }, 131_009],
    ])('refuses %s', async (_what, body, code) => {
      await write();
      expect(await send(body)).toMatchObject({ error: { code, fbtrace_id: expect.any(String) } });
    });

    it.each<[string, Json]>([
      ['buttons', buttons('Yes', 'No')],
      ['a location', { type: 'location', location: { latitude: 37.4, longitude: -122.1, name: 'Here' } }],
      ['an image by its address', { type: 'image', image: { link: 'https://a.example/x.png' } }],
      [
        'a template with its parameters',
        template('order_update', {
          components: [{ type: 'body', parameters: ['Maya', '#4711'].map((text) => ({ type: 'text', text })) }],
        }),
      ],
    ])('takes %s', async (_what, body) => {
      await write();
      expect(await send(body)).toMatchObject({ http_status: 200 });
    });

    it('fills templates for whoever reads them', async () => {
      const parameters = ['Maya', '#4711'].map((text) => ({ type: 'text', text }));
      await send(template('order_update', { components: [{ type: 'body', parameters }] }));
      const chat = await call(sandbox, 'GET', control(`numbers/${ACME_NUMBER}/chats/maya`));
      expect(chat.messages).toMatchObject([
        { content: { rendered: { body: expect.stringContaining('Hello Maya, your order #4711') } } },
      ]);
    });

    it('reaches people without a number by their user id, and not by authentication templates', async () => {
      const { people } = await call(sandbox, 'GET', control(`numbers/${ACME_NUMBER}`));
      const recipient = (people as { id: string; user_id: string }[]).find(({ id }) => id === 'sam')?.user_id;
      const answer = await send({ ...template('hello_world'), to: undefined, recipient });
      expect(answer).toMatchObject({ contacts: [{ input: recipient, user_id: recipient }] });
      const components = [{ type: 'body', parameters: [{ type: 'text', text: '123' }] }];
      const code = await send({ ...template('login_code', { components }), to: undefined, recipient });
      expect(code).toMatchObject({ error: { code: 131_062 } });
    });

    it("keeps Meta's test number to the listed people, and numbers that are not registered from sending", async () => {
      const refused = await graph(
        sandbox,
        'POST',
        '338915004476128/messages',
        { ...template('hello_world'), to: '4915155500143' },
        TEST_NUMBER,
      );
      expect(refused).toMatchObject({ error: { code: 131_030 } });
      await call(sandbox, 'PATCH', control(`numbers/${ACME_NUMBER}`), { status: 'PENDING' });
      expect(await send(template('hello_world'))).toMatchObject({ error: { code: 133_010 } });
    });

    it('refuses free text outside the window at once, when told so', async () => {
      sandbox.whatsapp.windowRefusal = 'response';
      expect(await sendText(sandbox, MAYA_PHONE, 'Hi')).toMatchObject({ error: { code: 131_047 } });
      await write();
      expect(await sendText(sandbox, MAYA_PHONE, 'Hi')).toMatchObject({ http_status: 200 });
      await call(sandbox, 'POST', control(`numbers/${ACME_NUMBER}/chats/maya/age`), {});
      expect(await sendText(sandbox, MAYA_PHONE, 'Hi')).toMatchObject({ error: { code: 131_047 } });
      sandbox.whatsapp.windowRefusal = 'status';
    });

    it('marks as read and shows that an answer is coming', async () => {
      const { message } = await write();
      const { id } = message as { id: string };
      const read = {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: id,
        typing_indicator: { type: 'text' },
      };
      expect(await send(read)).toMatchObject({ success: true });
      const chat = () => call(sandbox, 'GET', control(`numbers/${ACME_NUMBER}/chats/maya`));
      expect(await chat()).toMatchObject({ is_typing: true, messages: [{ is_read_by_business: true }] });
      await sendText(sandbox, MAYA_PHONE, 'Here I am');
      expect(await chat()).toMatchObject({ is_typing: false });
      expect(await send({ ...read, message_id: 'wamid.no' })).toMatchObject({ error: { code: 131_009 } });
    });
  });

  it('keeps files: uploaded, described, downloaded, deleted', async () => {
    const form = new FormData();
    form.set('messaging_product', 'whatsapp');
    form.set('file', new File(['%PDF-1.7 prices'], 'prices.pdf', { type: 'application/pdf' }));
    const { createHmac } = await import('node:crypto');
    const proof = createHmac('sha256', ACME_SECRET).update(ACME_TOKEN).digest('hex');
    const authorization = `Bearer ${ACME_TOKEN}`;
    const upload = await fetch(`${sandbox.whatsappGraphUrl}/v23.0/${ACME_NUMBER}/media?appsecret_proof=${proof}`, {
      method: 'POST',
      headers: { authorization },
      body: form,
    });
    const { id } = (await upload.json()) as { id: string };
    const described = await graph(sandbox, 'GET', id);
    expect(described).toMatchObject({ id, mime_type: 'application/pdf', file_size: 15, sha256: expect.any(String) });
    const file = await fetch(described.url as string, { headers: { authorization } });
    expect(await file.text()).toBe('%PDF-1.7 prices');
    expect(file.headers.get('content-type')).toBe('application/pdf');
    expect((await fetch(described.url as string)).status).toBe(401);
    expect(await graph(sandbox, 'DELETE', id)).toMatchObject({ success: true });
    expect(await graph(sandbox, 'GET', id)).toMatchObject({ error: { code: 100 } });
  });

  describe('failures on demand', () => {
    const order = (fault: Json) => call(sandbox, 'POST', control('faults'), { operation: 'send_message', ...fault });

    it.each<[string, Json, number, number]>([
      ['a rate limit', { kind: 'rate_limited' }, 429, 130_429],
      ['an expired token', { kind: 'expired_token' }, 401, 190],
      ['the old code of the window', { kind: 'error', code: 470 }, 400, 470],
      ['a failure of Meta', { kind: 'server_error' }, 500, 2],
    ])('answers with %s once', async (_what, fault, status, code) => {
      await write();
      await order(fault);
      expect(await sendText(sandbox, MAYA_PHONE, 'Hi')).toMatchObject({ http_status: status, error: { code } });
      expect(await sendText(sandbox, MAYA_PHONE, 'Hi')).toMatchObject({ http_status: 200 });
    });

    it('names the waiting time that was ordered', async () => {
      await order({ kind: 'rate_limited', retry_after_seconds: 7 });
      const response = await fetch(`${sandbox.whatsappGraphUrl}/v23.0/${ACME_NUMBER}/messages`, { method: 'POST' });
      expect(response.headers.get('retry-after')).toBe('7');
    });

    it('sends and then hangs up, and records both without secrets', async () => {
      await write();
      await order({ kind: 'drop_response_after_effect' });
      await expect(sendText(sandbox, MAYA_PHONE, 'Hi')).rejects.toThrow('fetch failed');
      const sent = await sendText(sandbox, MAYA_PHONE, 'Again', { biz_opaque_callback_data: 'reply-1' });
      const { requests } = await call(sandbox, 'GET', control('requests?operation=send_message'));
      expect(requests).toMatchObject([
        { status: null, fault: 'drop_response_after_effect', message_id: expect.stringMatching(/^wamid\./) },
        { status: 200, fault: null, message_id: idOf(sent) },
      ]);
      expect(JSON.stringify(requests)).not.toContain(ACME_TOKEN);
      const chat = await call(sandbox, 'GET', control(`numbers/${ACME_NUMBER}/chats/maya`));
      expect(chat.messages).toMatchObject([{ from: 'person' }, { from: 'business' }, { callback_data: 'reply-1' }]);
    });

    it('hangs up without doing anything', async () => {
      await order({ kind: 'timeout', delay_ms: 10 });
      await expect(sendText(sandbox, MAYA_PHONE, 'Hi')).rejects.toThrow('fetch failed');
      const chat = await call(sandbox, 'GET', control(`numbers/${ACME_NUMBER}/chats/maya`));
      expect(chat.messages).toEqual([]);
    });
  });

  it('says what it does not implement in Meta’s words', async () => {
    expect(await graph(sandbox, 'GET', `${ACME_NUMBER}/whatsapp_business_profile`)).toMatchObject({
      http_status: 404,
      error: { code: 2_500, message: expect.stringContaining('does not implement') },
    });
  });
});
