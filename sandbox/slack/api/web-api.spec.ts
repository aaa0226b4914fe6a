import { WebClient } from '@slack/web-api';
import { startSandbox, type RunningSandbox } from '../../index';
import { ACME, BOT_SCOPES, call, install, MAYA, say } from '../../testing/control';
import { quiet } from '../../testing/slack-client';

const GENERAL = 'C0ACMEDEGENERAL';

describe('Web API', () => {
  let sandbox: RunningSandbox;

  beforeAll(async () => {
    sandbox = await startSandbox();
  });

  afterAll(() => sandbox.stop());

  beforeEach(() => call(sandbox, 'POST', '/slack/_control/reset'));

  async function client(scopes = BOT_SCOPES): Promise<WebClient> {
    const grant = await install(sandbox, scopes);
    return clientWith(grant.access_token as string);
  }

  function clientWith(token: string): WebClient {
    return new WebClient(token, { ...quiet(sandbox), retryConfig: { retries: 0 } });
  }

  function refusal(promise: Promise<unknown>): Promise<Record<string, unknown>> {
    return promise.then(
      () => ({ error: 'it went well' }),
      (error: unknown) => (error as { data?: Record<string, unknown> }).data ?? { error: (error as Error).message },
    );
  }

  describe('access', () => {
    it('tells who a token belongs to', async () => {
      const answer = await (await client()).auth.test();
      expect(answer).toMatchObject({ ok: true, team_id: ACME, user_id: 'U0ACMEBOT1', bot_id: 'B0ACMEBOT1' });
      expect(answer.response_metadata?.scopes).toEqual(BOT_SCOPES);
    });

    it.each([
      [undefined, 'not_authed'],
      ['xoxb-unknown', 'invalid_auth'],
    ])('refuses the token %s with %s', async (token, error) => {
      const web = new WebClient(token, { ...quiet(sandbox), retryConfig: { retries: 0 } });
      expect(await refusal(web.auth.test())).toMatchObject({ error });
    });

    it('refuses a revoked token and one of an uninstalled app', async () => {
      const web = await client();
      expect(await web.auth.revoke()).toMatchObject({ revoked: true });
      expect(await refusal(web.auth.test())).toMatchObject({ error: 'token_revoked' });
      const second = await client();
      await call(sandbox, 'POST', `/slack/_control/workspaces/${ACME}/uninstall`);
      expect(await refusal(second.auth.test())).toMatchObject({ error: 'account_inactive' });
    });

    it('only tests a revocation when asked to', async () => {
      const web = await client();
      expect(await web.auth.revoke({ test: true })).toMatchObject({ revoked: false });
      expect(await web.auth.test()).toMatchObject({ ok: true });
    });

    it('names the missing scope and those that are there', async () => {
      const web = await client(['channels:read']);
      expect(await refusal(web.chat.postMessage({ channel: GENERAL, text: 'hi' }))).toMatchObject({
        error: 'missing_scope',
        needed: 'chat:write',
        provided: 'channels:read',
      });
    });

    it('accepts JSON as well as forms, and refuses unknown methods', async () => {
      const grant = await install(sandbox);
      const headers = { authorization: `Bearer ${String(grant.access_token)}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ channel: GENERAL });
      const joined = await fetch(`${sandbox.slackApiUrl}conversations.join`, { method: 'POST', headers, body });
      expect(await joined.json()).toMatchObject({ ok: true, channel: { id: GENERAL, is_member: true } });
      const unknown = await fetch(`${sandbox.slackApiUrl}files.upload`, { method: 'POST', headers, body: '{}' });
      expect(await unknown.json()).toMatchObject({ ok: false, error: 'unknown_method', req_method: 'files.upload' });
    });

    it('names every bad argument', async () => {
      const web = await client();
      const answer = await refusal(web.apiCall('conversations.info', { chanel: GENERAL, include_locale: 'maybe' }));
      expect(answer).toMatchObject({
        error: 'invalid_arguments',
        response_metadata: {
          messages: expect.arrayContaining([
            expect.stringContaining('unknown argument: chanel'),
            expect.stringContaining('include_locale'),
            expect.stringContaining('missing required field: channel'),
          ]),
        },
      });
    });

    it('uninstalls for whoever knows the client secret', async () => {
      const web = await client();
      const { clientId, clientSecret } = sandbox.slack;
      expect(await refusal(web.apps.uninstall({ client_id: clientId, client_secret: 'wrong' }))).toMatchObject({
        error: 'bad_client_secret',
      });
      expect(await web.apps.uninstall({ client_id: clientId, client_secret: clientSecret })).toMatchObject({
        ok: true,
      });
      expect(await refusal(web.auth.test())).toMatchObject({ error: 'account_inactive' });
    });
  });

  describe('conversations', () => {
    it('pages through public channels and shows private ones to members only', async () => {
      const web = await client();
      const first = await web.conversations.list({ types: 'public_channel,private_channel', limit: 2 });
      expect(first.channels?.map(({ name }) => name)).toEqual(['general', 'random']);
      const cursor = first.response_metadata?.next_cursor ?? '';
      const second = await web.conversations.list({ types: 'public_channel,private_channel', limit: 2, cursor });
      expect(second.channels?.map(({ name }) => name)).toEqual(['support']);
      expect(second.response_metadata?.next_cursor).toBe('');
      expect(await refusal(web.conversations.list({ cursor: 'nonsense' }))).toMatchObject({ error: 'invalid_cursor' });
      expect(await refusal(web.conversations.list({ types: 'nonsense' }))).toMatchObject({
        error: 'invalid_types',
      });
    });

    it('joins a public channel once and no private one', async () => {
      const web = await client();
      expect(await web.conversations.join({ channel: GENERAL })).not.toHaveProperty('warning');
      expect(await web.conversations.join({ channel: GENERAL })).toMatchObject({ warning: 'already_in_channel' });
      expect(await refusal(web.conversations.join({ channel: 'C0ACMEDELEADERSHIP' }))).toMatchObject({
        error: 'channel_not_found',
      });
      const mine = await web.users.conversations({ types: 'public_channel' });
      expect(mine.channels?.map(({ id }) => id)).toEqual([GENERAL]);
    });

    it('opens a direct message with a person', async () => {
      const web = await client();
      const { channel } = await web.conversations.open({ users: MAYA });
      expect(channel?.id).toMatch(/^D0/);
      expect(await web.conversations.open({ users: MAYA })).toMatchObject({
        already_open: true,
        channel: { id: channel?.id },
      });
      expect(await refusal(web.conversations.open({ users: 'U0NOBODY' }))).toMatchObject({ error: 'user_not_found' });
      expect(await web.conversations.info({ channel: channel?.id ?? '' })).toMatchObject({
        channel: { is_im: true, user: MAYA },
      });
    });

    it('tells of people, the bot and the workspace', async () => {
      const web = await client([...BOT_SCOPES, 'team:read']);
      const { user } = await web.users.info({ user: MAYA });
      expect(user).toMatchObject({ real_name: 'Maya Lindqvist', is_bot: false });
      expect(user?.profile).not.toHaveProperty('email');
      expect(await web.users.info({ user: 'U0ACMEBOT1' })).toMatchObject({ user: { is_bot: true } });
      expect(await refusal(web.users.info({ user: 'U0NOBODY' }))).toMatchObject({ error: 'user_not_found' });
      expect(await web.bots.info({ bot: 'B0ACMEBOT1' })).toMatchObject({ bot: { user_id: 'U0ACMEBOT1' } });
      expect(await web.team.info()).toMatchObject({ team: { id: ACME, name: 'Acme Demo' } });
    });
  });

  describe('messages', () => {
    it('needs membership, or the scope for public channels', async () => {
      const web = await client();
      expect(await refusal(web.chat.postMessage({ channel: GENERAL, text: 'hi' }))).toMatchObject({
        error: 'not_in_channel',
      });
      const open = await client([...BOT_SCOPES, 'chat:write.public']);
      expect(await open.chat.postMessage({ channel: '#general', text: 'hi' })).toMatchObject({
        ok: true,
        channel: GENERAL,
      });
    });

    it('keeps metadata and gives it back when asked', async () => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      const metadata = { event_type: 'konstruct_reply', event_payload: { reply_id: 'r-1' } };
      const { ts = '' } = await web.chat.postMessage({ channel: GENERAL, text: 'hi', metadata });
      const plain = await web.conversations.history({ channel: GENERAL, limit: 1 });
      expect(plain.messages?.[0]).not.toHaveProperty('metadata');
      const full = await web.conversations.replies({ channel: GENERAL, ts, include_all_metadata: true });
      expect(full.messages?.[0]).toMatchObject({ ts, metadata });
    });

    it('ignores another name without the scope and uses it with the scope', async () => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      const wish = { channel: GENERAL, text: 'hi', username: 'Ava', icon_emoji: ':wave:' };
      const ignored = await web.chat.postMessage(wish);
      expect(ignored.message).toMatchObject({ user: 'U0ACMEBOT1', bot_id: 'B0ACMEBOT1' });
      const custom = await client([...BOT_SCOPES, 'chat:write.customize']);
      const { message } = await custom.chat.postMessage(wish);
      expect(message).toMatchObject({ subtype: 'bot_message', username: 'Ava', bot_id: 'B0ACMEBOT1' });
      expect(message).not.toHaveProperty('user');
    });

    it.each([
      [{ text: '' }, 'no_text'],
      [{ text: 'x'.repeat(40_001) }, 'msg_too_long'],
      [{ text: 'x', thread_ts: 'yesterday' }, 'invalid_thread_ts'],
      [{ text: 'x', thread_ts: '1700000000.000001' }, 'thread_not_found'],
      [{ text: 'x', channel: 'C0NOWHERE' }, 'channel_not_found'],
      [{ text: 'x', metadata: { event_type: 'a' } }, 'invalid_metadata_format'],
      [{ text: 'x', blocks: [{ no: 'type' }] }, 'invalid_blocks'],
    ])('refuses %j with %s', async (change, error) => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      expect(await refusal(web.apiCall('chat.postMessage', { channel: GENERAL, ...change }))).toMatchObject({ error });
    });

    it('shows a thread in order, in pages and within bounds', async () => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      const parent = await say(sandbox, GENERAL, 'What is new?');
      const thread_ts = parent.ts as string;
      for (const text of ['one', 'two', 'three']) await web.chat.postMessage({ channel: GENERAL, text, thread_ts });
      const all = await web.conversations.replies({ channel: GENERAL, ts: thread_ts });
      expect(all.messages?.map(({ text }) => text)).toEqual(['What is new?', 'one', 'two', 'three']);
      expect(all.messages?.[0]).toMatchObject({ reply_count: 3, thread_ts });
      expect(all.messages?.[1]).toMatchObject({ thread_ts, parent_user_id: MAYA });
      const first = await web.conversations.replies({ channel: GENERAL, ts: thread_ts, limit: 3 });
      expect(first.has_more).toBe(true);
      const cursor = first.response_metadata?.next_cursor;
      const rest = await web.conversations.replies({ channel: GENERAL, ts: thread_ts, limit: 3, cursor });
      expect(rest.messages?.map(({ text }) => text)).toEqual(['three']);
      const oldest = all.messages?.[2]?.ts ?? '';
      const late = await web.conversations.replies({ channel: GENERAL, ts: thread_ts, oldest });
      expect(late.messages?.map(({ text }) => text)).toEqual(['What is new?', 'three']);
      const inclusive = await web.conversations.replies({ channel: GENERAL, ts: thread_ts, oldest, inclusive: true });
      expect(inclusive.messages?.map(({ text }) => text)).toEqual(['What is new?', 'two', 'three']);
      expect(await refusal(web.conversations.replies({ channel: GENERAL, ts: '1.000000' }))).toMatchObject({
        error: 'thread_not_found',
      });
    });

    it('leaves replies out of the history, except those sent to the channel too', async () => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      const { ts: thread_ts = '' } = await web.chat.postMessage({ channel: GENERAL, text: 'parent' });
      await web.chat.postMessage({ channel: GENERAL, text: 'quiet', thread_ts });
      await web.chat.postMessage({ channel: GENERAL, text: 'loud', thread_ts, reply_broadcast: true });
      const { messages } = await web.conversations.history({ channel: GENERAL, limit: 2 });
      expect(messages?.map(({ text }) => text)).toEqual(['loud', 'parent']);
      expect(messages?.[0]).toMatchObject({ subtype: 'thread_broadcast' });
    });

    it('updates its own messages only, and links to them', async () => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      const { ts = '' } = await web.chat.postMessage({ channel: GENERAL, text: 'first' });
      expect(await web.chat.update({ channel: GENERAL, ts, text: 'second' })).toMatchObject({ text: 'second' });
      const other = await say(sandbox, GENERAL, 'mine');
      const foreign = web.chat.update({ channel: GENERAL, ts: other.ts as string, text: 'x' });
      expect(await refusal(foreign)).toMatchObject({ error: 'cant_update_message' });
      const { permalink } = await web.chat.getPermalink({ channel: GENERAL, message_ts: ts });
      expect(permalink).toBe(`${sandbox.url}/slack/workspace/${ACME}?channel=${GENERAL}&message=${ts}`);
    });

    it('shows a status in a thread until the app answers', async () => {
      const web = await client([...BOT_SCOPES, 'reactions:write']);
      await web.conversations.join({ channel: GENERAL });
      const { ts } = (await say(sandbox, GENERAL, '@Konstruct hi', { typed: true })) as { ts: string };
      await web.assistant.threads.setStatus({ channel_id: GENERAL, thread_ts: ts, status: 'is thinking…' });
      const view = () => call(sandbox, 'GET', `/slack/_control/workspaces/${ACME}/view?channel=${GENERAL}`);
      expect((await view()).statuses).toEqual([{ channel: GENERAL, thread_ts: ts, text: 'Konstruct is thinking…' }]);
      await web.chat.postMessage({ channel: GENERAL, thread_ts: ts, text: 'hello' });
      expect((await view()).statuses).toEqual([]);
      await web.reactions.add({ channel: GENERAL, timestamp: ts, name: 'eyes' });
      const twice = web.reactions.add({ channel: GENERAL, timestamp: ts, name: 'eyes' });
      expect(await refusal(twice)).toMatchObject({ error: 'already_reacted' });
      const status = web.assistant.threads.setStatus({ channel_id: GENERAL, thread_ts: '1.1', status: 'x' });
      expect(await refusal(status)).toMatchObject({ error: 'invalid_thread_ts' });
    });
  });

  describe('faults', () => {
    const order = (fault: Record<string, unknown>) => call(sandbox, 'POST', '/slack/_control/faults', fault);

    it('answers 429 with the time to wait, as often as ordered', async () => {
      const web = new WebClient((await install(sandbox)).access_token as string, {
        ...quiet(sandbox),
        rejectRateLimitedCalls: true,
      });
      await order({ method: 'auth.test', kind: 'ratelimited', retry_after_seconds: 7 });
      await expect(web.auth.test()).rejects.toMatchObject({ retryAfter: 7 });
      expect(await web.auth.test()).toMatchObject({ ok: true });
    });

    it.each(['invalid_auth', 'not_in_channel'])('answers %s', async (kind) => {
      const web = await client();
      await order({ method: '*', kind });
      expect(await refusal(web.auth.test())).toMatchObject({ error: kind });
    });

    it('answers any code of Slack', async () => {
      const web = await client();
      await order({ method: 'auth.test', kind: 'error', error: 'is_archived' });
      expect(await refusal(web.auth.test())).toMatchObject({ error: 'is_archived' });
    });

    it('fails with 500 and without an answer', async () => {
      const web = await client();
      await order({ method: 'auth.test', kind: 'server_error' });
      await expect(web.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_http_error' });
      await order({ method: 'auth.test', kind: 'timeout', delay_ms: 20 });
      await expect(web.auth.test()).rejects.toMatchObject({ code: 'slack_webapi_request_error' });
    });

    it('does what was asked and then hangs up', async () => {
      const web = await client();
      await web.conversations.join({ channel: GENERAL });
      await order({ method: 'chat.postMessage', kind: 'drop_response_after_effect' });
      const metadata = { event_type: 'konstruct_reply', event_payload: { reply_id: 'r-2' } };
      await expect(web.chat.postMessage({ channel: GENERAL, text: 'did it?', metadata })).rejects.toThrow();
      const listed = await call(sandbox, 'GET', `/slack/_control/workspaces/${ACME}/messages?channel=general`);
      expect(listed.messages).toContainEqual(expect.objectContaining({ text: 'did it?', metadata }));
    });

    it('lists what is on order and forgets it', async () => {
      await order({ method: 'auth.test', kind: 'server_error', count: 3 });
      expect(await call(sandbox, 'GET', '/slack/_control/faults')).toMatchObject({ faults: [{ remaining: 3 }] });
      await call(sandbox, 'DELETE', '/slack/_control/faults');
      expect(await call(sandbox, 'GET', '/slack/_control/faults')).toMatchObject({ faults: [] });
      expect(await order({ method: 'x', kind: 'nonsense' })).toMatchObject({ http_status: 400 });
    });
  });

  it('records calls without their secrets', async () => {
    const web = await client();
    await refusal(web.oauth.v2.access({ client_id: 'a', client_secret: 'b', code: 'c' }));
    const { requests } = await call(sandbox, 'GET', '/slack/_control/requests?method=oauth.v2.access');
    expect(requests).toEqual([
      expect.objectContaining({
        error: 'invalid_client_id',
        args: { client_id: 'a', client_secret: '[redacted]', code: '[redacted]' },
      }),
    ]);
  });
});
