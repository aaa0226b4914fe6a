import { readSlackEvent } from './slack-event';

const BOT = { botUserId: 'U0BOT', botId: 'B0BOT' };

function envelope(event: object, more: object = {}): object {
  return {
    type: 'event_callback',
    team_id: 'T1',
    api_app_id: 'A1',
    event_id: 'Ev1',
    event_time: 1_763_600_000,
    authorizations: [
      { enterprise_id: null, team_id: 'T1', user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
    ],
    event,
    ...more,
  };
}

const MESSAGE = {
  type: 'message',
  channel: 'C1',
  channel_type: 'channel',
  user: 'U1',
  text: 'hello',
  ts: '1.000100',
  event_ts: '1.000100',
};

describe('readSlackEvent', () => {
  it('reads a message', () => {
    expect(readSlackEvent(envelope(MESSAGE))).toEqual({
      kind: 'message',
      teamId: 'T1',
      appId: 'A1',
      eventId: 'Ev1',
      dedupeKey: 'message:C1:1.000100',
      type: 'message',
      channelId: 'C1',
      channelType: 'channel',
      userId: 'U1',
      text: 'hello',
      rawText: 'hello',
      ts: '1.000100',
      threadTs: null,
      isMention: false,
      isDirect: false,
      isThreadBroadcast: false,
      files: [],
    });
  });

  it('takes a mention and the message it also comes as for one message', () => {
    const text = '<@U0BOT> what are your hours?';
    const asMessage = readSlackEvent(envelope({ ...MESSAGE, text }, { event_id: 'Ev1' }));
    const asMention = readSlackEvent(
      envelope({ ...MESSAGE, type: 'app_mention', channel_type: undefined, text }, { event_id: 'Ev2' }),
    );
    expect(asMessage).toMatchObject({ isMention: true, text: 'what are your hours?' });
    expect(asMention).toMatchObject({ isMention: true, dedupeKey: (asMessage as { dedupeKey: string }).dedupeKey });
  });

  it('takes the installation of a shared channel from the first authorization', () => {
    const shared = envelope(MESSAGE, {
      team_id: 'T-other',
      authorizations: [{ team_id: 'T1', user_id: 'U0BOT', is_bot: true }],
    });
    expect(readSlackEvent(shared)).toMatchObject({ teamId: 'T1' });
  });

  it('takes the organisation where the app is installed on all of it', () => {
    const authorizations = [
      { enterprise_id: 'E1', team_id: 'T1', user_id: 'U0BOT', is_bot: true, is_enterprise_install: true },
    ];
    expect(readSlackEvent(envelope(MESSAGE, { authorizations }))).toMatchObject({ teamId: 'E1' });
  });

  it('does not take the root of a thread for a reply', () => {
    expect(readSlackEvent(envelope({ ...MESSAGE, thread_ts: MESSAGE.ts }))).toMatchObject({ threadTs: null });
    expect(readSlackEvent(envelope({ ...MESSAGE, thread_ts: '0.5' }))).toMatchObject({ threadTs: '0.5' });
  });

  it('does not take the mention of a person for one of the bot', () => {
    const authorizations = [{ team_id: 'T1', user_id: 'U2', is_bot: false }];
    const event = readSlackEvent(envelope({ ...MESSAGE, text: '<@U2> hi' }, { authorizations }));
    expect(event).toMatchObject({ isMention: false, text: '@U2 hi' });
  });

  it('knows the bot from the connection when the event does not name it', () => {
    const event = readSlackEvent(envelope({ ...MESSAGE, text: '<@U0BOT> hi' }, { authorizations: undefined }), BOT);
    expect(event).toMatchObject({ isMention: true, text: 'hi' });
  });

  it.each([
    ['im', 'D1', undefined, true],
    ['im', 'D1', 'im', true],
    ['mpim', 'G1', 'mpim', false],
    ['group', 'G1', undefined, false],
    ['channel', 'C1', undefined, false],
  ])('knows %s of channel %s with type %s', (channelType, channel, channel_type, isDirect) => {
    expect(readSlackEvent(envelope({ ...MESSAGE, channel, channel_type }))).toMatchObject({ channelType, isDirect });
  });

  it.each([
    ['own_message', { user: 'U0BOT' }],
    ['own_message', { bot_id: 'B0BOT', user: 'U9' }],
    ['own_message', { bot_id: 'B9', app_id: 'A1' }],
    ['own_message', { subtype: 'bot_message', bot_id: 'B9', bot_profile: { id: 'B9', app_id: 'A1' } }],
    ['bot_message', { bot_id: 'B9' }],
    ['bot_message', { bot_profile: { id: 'B9' } }],
    ['bot_message', { subtype: 'bot_message', user: undefined }],
    ['bot_message', { user: 'USLACKBOT' }],
    ['edit', { subtype: 'message_changed', user: undefined, message: { user: 'U1', text: 'x' } }],
    ['deletion', { subtype: 'message_deleted', user: undefined }],
    ['membership', { subtype: 'channel_join' }],
    ['system_message', { subtype: 'channel_topic' }],
    ['system_message', { hidden: true }],
  ])('ignores as %s: %j', (reason, change) => {
    expect(readSlackEvent(envelope({ ...MESSAGE, ...change }), BOT)).toMatchObject({ kind: 'ignored', reason });
  });

  it.each(['file_share', 'thread_broadcast', 'me_message'])(
    'reads what a person wrote with the subtype %s',
    (subtype) => {
      expect(readSlackEvent(envelope({ ...MESSAGE, subtype }))).toMatchObject({
        kind: 'message',
        isThreadBroadcast: subtype === 'thread_broadcast',
      });
    },
  );

  it('keeps files, also without names', () => {
    const files = [{ name: 'a.pdf', mimetype: 'application/pdf' }, { title: 'b' }, null];
    expect(readSlackEvent(envelope({ ...MESSAGE, text: '', subtype: 'file_share', files }))).toMatchObject({
      text: '',
      files: [
        { name: 'a.pdf', mimetype: 'application/pdf' },
        { name: 'b', mimetype: 'application/octet-stream' },
        { name: 'file', mimetype: 'application/octet-stream' },
      ],
    });
  });

  it('breaks a connection only for the bot’s tokens', () => {
    const revoked = (tokens: object) =>
      readSlackEvent(envelope({ type: 'tokens_revoked', tokens }, { authorizations: undefined }));
    expect(revoked({ oauth: ['U1'], bot: ['U0BOT'] })).toMatchObject({ kind: 'tokens_revoked', teamId: 'T1' });
    expect(revoked({ oauth: ['U1'] })).toMatchObject({ kind: 'ignored', reason: 'user_tokens_only' });
  });

  it.each<[unknown]>([
    [null],
    ['text'],
    [42],
    [[]],
    [{}],
    [{ type: 'event_callback' }],
    [{ type: 'app_rate_limited', team_id: 'T1' }],
    [envelope({})],
    [envelope({ type: 'message' })],
    [envelope({ ...MESSAGE, user: 7 })],
    [envelope({ type: 'new_thing' })],
  ])('reads %j as unknown instead of failing', (body) => {
    expect(readSlackEvent(body)).toMatchObject({ kind: 'unknown', dedupeKey: expect.any(String) });
  });

  it('reads a message of 100 kB in no time', () => {
    const text = `<@U0BOT>${' '.repeat(50_000)}${'<'.repeat(50_000)}`;
    const startedAt = performance.now();
    expect(readSlackEvent(envelope({ ...MESSAGE, text }))).toMatchObject({ kind: 'message' });
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
