import { newId } from '@konstruct/platform';
import { ChannelsApp, type Operator } from '../../testing/channels-app';
import { ChannelConnections } from '../channel-connections';
import { readSlackEvent } from './slack-event';
import type { SlackMessageEvent } from './slack-event-kinds';
import type { SlackOutgoing } from './slack-gateway';
import { SlackMessenger } from './slack-messenger';
import { SlackSendError } from './slack-send-error';

describe('sending through Slack', () => {
  const team = 'TMSG';
  const channelId = `CGEN${team}`;
  const person = `UADA${team}`;
  let app: ChannelsApp;
  let operator: Operator;
  let connectionId: string;
  let messenger: SlackMessenger;

  beforeAll(async () => {
    app = await ChannelsApp.start();
    await app.slack.addWorkspace(team);
    operator = await app.operator();
    connectionId = await app.connect(operator, team);
    messenger = app.app.get(SlackMessenger);
    await messenger.join(operator.context, connectionId, channelId);
  });

  afterEach(() => Promise.all([app.slack.clearFaults(), app.forgetLimits()]));

  afterAll(() => app.stop());

  const post = (more: Partial<SlackOutgoing> = {}) =>
    messenger.post(operator.context, connectionId, {
      channelId,
      threadTs: null,
      text: 'Hello',
      replyId: newId(),
      author: null,
      ...more,
    });

  async function failureOf(sending: Promise<unknown>): Promise<SlackSendError> {
    const error = await sending.then(
      () => null,
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(SlackSendError);
    return error as SlackSendError;
  }

  it('posts with the reply id in the metadata, in a thread, without previews', async () => {
    const root = await post({ text: 'Root' });
    const replyId = newId();
    await post({ threadTs: root.ts, text: 'a &lt; b', replyId });
    const [last] = (await app.slack.requests('chat.postMessage')).filter(({ args }) => args['thread_ts'] === root.ts);
    expect(last?.args).toMatchObject({ channel: channelId, text: 'a &lt; b', unfurl_links: 'false' });
    expect(JSON.parse(last?.args['metadata'] as string)).toEqual({
      event_type: 'konstruct_reply',
      event_payload: { reply_id: replyId },
    });
    expect(await app.slack.messages(team, channelId, root.ts)).toHaveLength(2);
  });

  describe('shows who writes', () => {
    const author = { name: 'Mia', emoji: '🎧' };

    afterEach(() => app.connect(operator, team));

    it('as the employee, with its name and picture', async () => {
      const { ts } = await post({ author });
      const [message] = await app.slack.messages(team, channelId, ts);
      expect(message).toMatchObject({ username: 'Mia', icons: { emoji: ':headphones:' } });
    });

    it('as the app, where the workspace has not granted that yet', async () => {
      await app.forgetScope(connectionId, 'chat:write.customize');
      await app.slack.forgetRequests();
      const { ts } = await post({ author });
      const [request] = await app.slack.requests('chat.postMessage');
      expect(request?.args).not.toHaveProperty('username');
      expect(request?.args).not.toHaveProperty('icon_emoji');
      expect((await app.slack.messages(team, channelId, ts))[0]).not.toHaveProperty('username', 'Mia');
    });
  });

  describe('when the answer of Slack is lost', () => {
    it.each([
      ['in a thread', true],
      ['at the top level', false],
    ])('finds the message %s by its reply id, so that it is not sent twice', async (_, isInThread) => {
      const threadTs = isInThread ? (await post()).ts : null;
      const since = app.clock.now();
      const replyId = newId();
      await app.slack.addFault({ method: 'chat.postMessage', kind: 'drop_response_after_effect' });
      const outgoing = { channelId, threadTs, text: 'Only once', replyId, author: null };
      const failure = await failureOf(messenger.post(operator.context, connectionId, outgoing));
      expect(failure).toMatchObject({ code: 'slack_no_answer', isRetryable: true, isInDoubt: true });
      const found = await messenger.findReply(operator.context, connectionId, { ...outgoing, since });
      expect(found).toEqual({ ts: expect.any(String) });
    });

    it('knows that a message which never arrived is not there', async () => {
      await app.slack.addFault({ method: 'chat.postMessage', kind: 'timeout', delay_ms: 10 });
      const outgoing = { channelId, threadTs: null, text: 'Never', replyId: newId(), author: null };
      expect(await failureOf(messenger.post(operator.context, connectionId, outgoing))).toMatchObject({
        isInDoubt: true,
      });
      expect(
        await messenger.findReply(operator.context, connectionId, { ...outgoing, since: app.clock.now() }),
      ).toBeNull();
    });
  });

  it.each([
    [
      { kind: 'ratelimited', retry_after_seconds: 7 } as const,
      { code: 'ratelimited', isRetryable: true, retryAfterSeconds: 7, isInDoubt: false },
    ],
    [{ kind: 'server_error' } as const, { code: 'slack_server_error', isRetryable: true, isInDoubt: true }],
    [{ kind: 'not_in_channel' } as const, { code: 'not_in_channel', isRetryable: false, isInDoubt: false }],
    [{ kind: 'invalid_auth' } as const, { code: 'invalid_auth', breaksConnection: true, isInDoubt: false }],
    [{ kind: 'error', error: 'restricted_action' } as const, { code: 'restricted_action', isRetryable: false }],
  ])('tells a failure with %j, after one single attempt', async (fault, expected) => {
    await app.slack.forgetRequests();
    await app.slack.addFault({ method: 'chat.postMessage', ...fault });
    const failure = await failureOf(post());
    expect(failure).toMatchObject(expected);
    expect(failure.meaning.fix).not.toBe('');
    expect(await app.slack.requests('chat.postMessage')).toHaveLength(1);
  });

  it('refuses to send through a connection that is broken, gone or of another business', async () => {
    const stranger = await app.operator();
    const send = (context = operator.context) =>
      messenger.post(context, connectionId, { channelId, threadTs: null, text: 'x', replyId: newId(), author: null });
    expect(await failureOf(send(stranger.context))).toMatchObject({
      code: 'connection_disconnected',
      isRetryable: false,
    });
    const connections = app.app.get(ChannelConnections);
    await app.database.inTenant(operator.context, (transaction) =>
      connections.markBroken(transaction, connectionId, 'token_revoked'),
    );
    expect(await failureOf(send())).toMatchObject({ code: 'token_revoked', isRetryable: false });
    await app.connect(operator, team);
    await expect(send()).resolves.toMatchObject({ channelId });
  });

  describe('niceties', () => {
    it('show that an answer is being written', async () => {
      const root = await app.slack.say(team, { channel: channelId, user: person, text: 'Hello?' });
      await messenger.setThinking(operator.context, connectionId, { channelId, threadTs: root });
      const [status] = await app.slack.requests('assistant.threads.setStatus');
      expect(status).toMatchObject({
        ok: true,
        args: { channel_id: channelId, thread_ts: root, status: 'is thinking…' },
      });
    });

    it('know names, and ask Slack once for each', async () => {
      await app.slack.forgetRequests();
      for (let times = 0; times < 3; times += 1) {
        expect(await messenger.userName(operator.context, connectionId, person)).toBe('Ada Lovelace');
        expect(await messenger.channelName(operator.context, connectionId, channelId)).toBe('#general');
      }
      expect(await app.slack.requests('users.info')).toHaveLength(1);
      expect(await app.slack.requests('conversations.info')).toHaveLength(1);
    });

    it('read a message with the names of whom it mentions', async () => {
      const rawText = `<@UBOT${team}> ask <@${person}> or <@U404>`;
      const envelope = {
        type: 'event_callback',
        team_id: team,
        event: { type: 'message', channel: channelId, user: person, ts: '1.000001', text: rawText },
      };
      const event = readSlackEvent(envelope, { botUserId: `UBOT${team}`, botId: null }) as SlackMessageEvent;
      expect(event.text).toBe(`ask @${person} or @U404`);
      expect(await messenger.readText(operator.context, connectionId, event)).toBe('ask @Ada Lovelace or @U404');
    });

    it('open direct messages and link to messages', async () => {
      const direct = await messenger.openDirect(operator.context, connectionId, person);
      expect(direct).toMatch(/^D/);
      expect(await messenger.channelName(operator.context, connectionId, direct)).toBe('Direct message');
      const { ts } = await post({ channelId: direct });
      expect(await messenger.permalink(operator.context, connectionId, direct, ts)).toContain(direct);
    });

    it('never fail, whatever Slack does', async () => {
      await app.slack.addFault({ method: '*', kind: 'server_error', count: 10 });
      expect(await messenger.userName(operator.context, connectionId, 'U404')).toBe('U404');
      expect(await messenger.channelName(operator.context, connectionId, 'C404')).toBe('C404');
      expect(await messenger.permalink(operator.context, connectionId, channelId, '1.000001')).toBeNull();
      await expect(
        messenger.setThinking(operator.context, connectionId, { channelId, threadTs: '1.000001' }),
      ).resolves.toBeUndefined();
    });
  });
});
