import { createHmac } from 'node:crypto';
import { WebClient } from '@slack/web-api';
import { startSandbox, type RunningSandbox } from '../../index';
import { ACME, BOT_SCOPES, call, install, MAYA, say, type Json } from '../../testing/control';
import { quiet } from '../../testing/slack-client';
import { EventReceiver, type ReceivedEvent } from '../../testing/event-receiver';

const SUPPORT = 'C0ACMEDESUPPORT';
const BOT = 'U0ACMEBOT1';

describe('Events API', () => {
  const receiver = new EventReceiver();
  let sandbox: RunningSandbox;
  let token: string;

  beforeAll(async () => {
    const eventsUrl = await receiver.start();
    sandbox = await startSandbox({ slack: { eventsUrl, deliveryTimeoutMs: 150, retryDelaysMs: [5, 10, 15] } });
  });

  afterAll(async () => {
    await sandbox.stop();
    await receiver.stop();
  });

  beforeEach(async () => {
    await call(sandbox, 'POST', '/slack/_control/reset');
    receiver.answers.length = 0;
    token = (await install(sandbox)).access_token as string;
    await call(sandbox, 'POST', control('members'), { channel: SUPPORT, user: BOT, inviter: MAYA });
    await receiver.waitFor(2);
    await receiver.settle();
    receiver.clear();
  });

  const control = (path: string) => `/slack/_control/workspaces/${ACME}/${path}`;
  const ofType = (type: string) => (event: ReceivedEvent) => event.body.event.type === type;

  it('signs the raw body as Slack does', async () => {
    await say(sandbox, SUPPORT, 'Hello & welcome ünicode');
    const [{ raw, headers }] = (await receiver.waitFor(1)) as [ReceivedEvent];
    const timestamp = headers['x-slack-request-timestamp'] as string;
    const digest = createHmac('sha256', sandbox.slack.signingSecret).update(`v0:${timestamp}:${raw}`).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${digest}`);
    expect(headers).not.toHaveProperty('x-slack-retry-num');
  });

  it('sends a message in its envelope', async () => {
    const { ts } = await say(sandbox, SUPPORT, 'Hello');
    const [{ body }] = (await receiver.waitFor(1)) as [ReceivedEvent];
    expect(body).toMatchObject({
      type: 'event_callback',
      team_id: ACME,
      api_app_id: 'A0KONSTRUCT',
      event_id: expect.stringMatching(/^Ev0/),
      authorizations: [{ enterprise_id: null, team_id: ACME, user_id: BOT, is_bot: true }],
      event: {
        type: 'message',
        channel: SUPPORT,
        channel_type: 'channel',
        user: MAYA,
        ts,
        event_ts: ts,
        text: 'Hello',
      },
    });
  });

  it('sends a mention twice: as message and as app_mention under an id of its own', async () => {
    const { ts } = await say(sandbox, SUPPORT, '@Konstruct are you there?', { typed: true });
    const [mention] = (await receiver.waitFor(1, ofType('app_mention'))) as [ReceivedEvent];
    const [message] = (await receiver.waitFor(1, ofType('message'))) as [ReceivedEvent];
    expect(mention.body.event).toMatchObject({ ts, text: `<@${BOT}> are you there?` });
    expect(mention.body.event_id).not.toBe(message.body.event_id);
    expect(mention.body.event.blocks).toMatchObject([
      {
        elements: [
          {
            elements: [
              { type: 'user', user_id: BOT },
              { type: 'text', text: ' are you there?' },
            ],
          },
        ],
      },
    ]);
  });

  it('tells the app nothing about channels that it is not in', async () => {
    await say(sandbox, 'general', '@Konstruct hello', { typed: true });
    await say(sandbox, 'leadership', 'secret');
    await receiver.settle();
    expect(receiver.received).toEqual([]);
  });

  it('sends direct messages without app_mention', async () => {
    const { channel } = await call(sandbox, 'POST', control('direct'), { user: MAYA, other: BOT });
    await say(sandbox, channel as string, `<@${BOT}> psst`);
    const [{ body }] = (await receiver.waitFor(1)) as [ReceivedEvent];
    expect(body.event).toMatchObject({ type: 'message', channel_type: 'im' });
    await receiver.settle();
    expect(receiver.received).toHaveLength(1);
  });

  it("sends the app's own messages back with its bot_id", async () => {
    const web = new WebClient(token, quiet(sandbox));
    await web.chat.postMessage({ channel: SUPPORT, text: 'I am here' });
    const [{ body }] = (await receiver.waitFor(1)) as [ReceivedEvent];
    expect(body.event).toMatchObject({ user: BOT, bot_id: 'B0ACMEBOT1', app_id: 'A0KONSTRUCT', bot_profile: {} });
  });

  it("sends other bots' messages", async () => {
    await say(sandbox, SUPPORT, 'beep', { user: undefined, bot: { name: 'Other', bot_id: 'B0OTHER001' } });
    const [{ body }] = (await receiver.waitFor(1)) as [ReceivedEvent];
    expect(body.event).toMatchObject({ bot_id: 'B0OTHER001', text: 'beep' });
  });

  it('sends thread replies, broadcasts, edits and deletions', async () => {
    const { ts } = await say(sandbox, SUPPORT, 'parent');
    const reply = await say(sandbox, SUPPORT, 'reply', { thread_ts: ts, reply_broadcast: true });
    await call(sandbox, 'PATCH', control(`messages/${SUPPORT}/${String(reply.ts)}`), { text: 'changed' });
    await call(sandbox, 'DELETE', control(`messages/${SUPPORT}/${String(reply.ts)}`));
    const events = (await receiver.waitFor(4)).map(({ body }) => body.event);
    const bySubtype = (subtype: string | undefined) => events.find((event) => event.subtype === subtype);
    expect(bySubtype('thread_broadcast')).toMatchObject({ thread_ts: ts, parent_user_id: MAYA, root: { ts } });
    expect(bySubtype('message_changed')).toMatchObject({
      hidden: true,
      message: { text: 'changed', edited: { user: MAYA } },
      previous_message: { text: 'reply' },
    });
    expect(bySubtype('message_deleted')).toMatchObject({ deleted_ts: reply.ts, previous_message: { text: 'changed' } });
  });

  it('sends joins as an event and as a message', async () => {
    await call(sandbox, 'POST', control('members'), { channel: 'general', user: BOT, inviter: MAYA });
    const [joined] = (await receiver.waitFor(1, ofType('member_joined_channel'))) as [ReceivedEvent];
    expect(joined.body.event).toMatchObject({ user: BOT, channel_type: 'C', inviter: MAYA });
    const [message] = (await receiver.waitFor(1, ofType('message'))) as [ReceivedEvent];
    expect(message.body.event).toMatchObject({ subtype: 'channel_join', user: BOT });
  });

  it('sends tokens_revoked and app_uninstalled, and nothing afterwards', async () => {
    await call(sandbox, 'POST', control('uninstall'));
    const events = await receiver.waitFor(2);
    expect(events.map(({ body }) => body.event.type).sort()).toEqual(['app_uninstalled', 'tokens_revoked']);
    const revoked = events.find(ofType('tokens_revoked'));
    expect(revoked?.body.event.tokens).toEqual({ oauth: [], bot: [BOT] });
    await say(sandbox, SUPPORT, 'anyone?');
    await receiver.settle();
    expect(receiver.received).toHaveLength(2);
  });

  it('sends only what the scopes allow and the app subscribed to', async () => {
    await call(sandbox, 'POST', control('uninstall'));
    await install(
      sandbox,
      BOT_SCOPES.filter((scope) => scope !== 'channels:history'),
    );
    await call(sandbox, 'POST', control('members'), { channel: SUPPORT, user: BOT });
    await receiver.settle();
    receiver.clear();
    await say(sandbox, SUPPORT, `<@${BOT}> hi`);
    await receiver.waitFor(1);
    await receiver.settle();
    expect(receiver.received.map(({ body }) => body.event.type)).toEqual(['app_mention']);
  });

  describe('delivery', () => {
    async function deliveries(): Promise<Json[]> {
      const { deliveries: all } = await call(sandbox, 'GET', '/slack/_control/deliveries?event_type=message');
      return all as Json[];
    }

    it('tries three times more, saying why, then gives up', async () => {
      receiver.answers.push({ status: 500 }, { status: 500 }, { status: 503 }, { status: 500 });
      await say(sandbox, SUPPORT, 'hello?');
      const attempts = await receiver.waitFor(4);
      expect(attempts.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
      expect(attempts[1]?.headers['x-slack-retry-reason']).toBe('http_error');
      expect(new Set(attempts.map(({ body }) => body.event_id)).size).toBe(1);
      await receiver.settle();
      expect((await deliveries()).at(-1)).toMatchObject({ state: 'given_up' });
    });

    it('tries again after a timeout', async () => {
      receiver.answers.push({ delayMs: 400 });
      await say(sandbox, SUPPORT, 'hello?');
      const [, second] = await receiver.waitFor(2);
      expect(second?.headers['x-slack-retry-reason']).toBe('http_timeout');
    });

    it('does not try again when told not to', async () => {
      receiver.answers.push({ status: 500, headers: { 'x-slack-no-retry': '1' } });
      await say(sandbox, SUPPORT, 'hello?');
      await receiver.waitFor(1);
      await receiver.settle();
      expect(receiver.received).toHaveLength(1);
      expect((await deliveries()).at(-1)).toMatchObject({ state: 'failed', attempts: [{ status: 500 }] });
    });

    it('sends an event again on request, under the same id', async () => {
      await say(sandbox, SUPPORT, 'hello?');
      const [first] = (await receiver.waitFor(1)) as [ReceivedEvent];
      await call(sandbox, 'POST', `/slack/_control/deliveries/${first.body.event_id}/redeliver`);
      const [, again] = await receiver.waitFor(2);
      expect(again?.body).toEqual(first.body);
    });

    it('checks the events URL with a challenge', async () => {
      expect(await call(sandbox, 'POST', '/slack/_control/app/verify-events-url')).toMatchObject({ verified: true });
    });
  });
});
