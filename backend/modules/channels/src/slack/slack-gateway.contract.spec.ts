import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { WebClient } from '@slack/web-api';
import { Ajv2020 } from 'ajv/dist/2020';
import { Clock, type PlatformSettings } from '@konstruct/platform';
import { OPEN_GATE } from '../limits/call-gate';
import { SlackClients } from './slack-client';
import { SlackGateway, type SlackSession } from './slack-gateway';
import { SlackOauth } from './slack-oauth';
import type { SlackSettings } from './slack.config';

const CONTRACTS = process.env.CONTRACTS_DIR ?? resolve('../shared/contracts');
const REQUESTS = join(CONTRACTS, 'slack/slack-web-api-8.2.0.requests.schema.json');
const isThere = existsSync(REQUESTS);

/** The name that the contract gives to the arguments of each method. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'oauth.v2.access': 'OAuthV2AccessArguments',
  'auth.test': 'AuthTestArguments',
  'auth.revoke': 'AuthRevokeArguments',
  'chat.postMessage': 'ChatPostMessageArguments',
  'conversations.list': 'ConversationsListArguments',
  'conversations.info': 'ConversationsInfoArguments',
  'conversations.join': 'ConversationsJoinArguments',
  'conversations.replies': 'ConversationsRepliesArguments',
  'users.info': 'UsersInfoArguments',
};

const SETTINGS = {
  SLACK_CLIENT_ID: 'id',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_API_URL: 'https://slack.test/api/',
} as SlackSettings;
const SESSION: SlackSession = {
  connectionId: 'connection',
  token: 'xoxb-test',
  gate: OPEN_GATE,
  botUserId: 'U0BOT',
  canShowEmployees: true,
  isOrganisationWide: false,
};

function answerOf(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(CONTRACTS, 'payloads/slack-api', `${name}.json`), 'utf8')) as Record<
    string,
    unknown
  >;
}

describe(`calls to Slack against its contract (${isThere ? Object.keys(ARGUMENTS).length : 0} methods)`, () => {
  if (!isThere) {
    it('is not here to check', () => expect(isThere).toBe(false));
    return;
  }

  const schema = JSON.parse(readFileSync(REQUESTS, 'utf8')) as object;
  const ajv = new Ajv2020({ strict: false }).addSchema(schema, 'slack');
  const clients = new SlackClients(SETTINGS);
  const gateway = new SlackGateway(clients);
  const oauth = new SlackOauth(
    SETTINGS,
    { PUBLIC_URL: 'https://konstruct.test' } as PlatformSettings,
    clients,
    new Clock(),
  );
  const calls: string[] = [];
  let rotation = false;

  /** Checks the arguments before they are form-encoded, and answers as Slack really did. */
  beforeAll(() => {
    jest.spyOn(WebClient.prototype, 'apiCall').mockImplementation((method, options = {}) => {
      const validate = ajv.getSchema(`slack#/$defs/${ARGUMENTS[method] ?? `no contract for ${method}`}`);
      if (!validate?.(options)) throw new Error(`${method} breaks the contract: ${JSON.stringify(validate?.errors)}`);
      calls.push(method);
      const isRotating = method === 'oauth.v2.access' && rotation;
      return Promise.resolve(answerOf(`${method}${isRotating ? '.rotation' : ''}.ok`) as { ok: boolean });
    });
  });

  afterAll(() => jest.restoreAllMocks());

  it('posts and finds replies', async () => {
    const place = { channelId: 'C1H9RESGL', threadTs: '1482960137.003543' };
    expect(
      await gateway.post(SESSION, { ...place, text: 'Hello', replyId: 'reply', author: { name: 'Mia', emoji: '🎧' } }),
    ).toEqual({
      ts: '1503435956.000247',
      channelId: 'C1H9RESGL',
    });
    await gateway.post(SESSION, { ...place, threadTs: null, text: 'Hello', replyId: 'reply', author: null });
    const search = gateway.findReply(SESSION, { ...place, replyId: 'reply', since: new Date() });
    // The sample answer always has a next page, which must not be taken for "it is not there".
    await expect(search).rejects.toMatchObject({ code: 'slack_no_answer', isInDoubt: true });
  });

  it('reads channels and people', async () => {
    expect(await gateway.channelName(SESSION, 'C012AB3CD')).toBe('general');
    expect(await gateway.userName(SESSION, 'W012A3CDE')).toBe('spengler');
    expect((await gateway.listChannels(SESSION))[0]).toEqual({
      id: 'C012AB3CD',
      name: 'general',
      isPrivate: false,
      isMember: true,
    });
    await gateway.join(SESSION, 'C061EG9SL');
  });

  it('exchanges, refreshes and gives back tokens', async () => {
    expect(await oauth.exchange('code')).toMatchObject({
      accountId: 'T9TK3CUKW',
      enterpriseId: 'E12345678',
      workspaceName: 'Slack Softball Team',
      botUserId: 'U0KRQLJ9H',
      scopes: ['commands', 'incoming-webhook'],
      installedBy: 'U1234',
      tokens: { refreshToken: null, expiresAt: null },
    });
    rotation = true;
    const tokens = await oauth.refresh('xoxe-1-old');
    expect(tokens).toMatchObject({ botToken: 'xoxe.xoxb-1-...', refreshToken: 'xoxe-1-...' });
    expect(tokens.expiresAt?.getTime()).toBeGreaterThan(Date.now() + 11 * 60 * 60 * 1_000);
    await gateway.revoke(SESSION.token);
  });

  it('was checked for every method', () => {
    expect(new Set(calls)).toEqual(new Set(Object.keys(ARGUMENTS)));
  });
});
