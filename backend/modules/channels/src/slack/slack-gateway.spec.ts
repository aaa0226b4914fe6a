import { WebClient } from '@slack/web-api';
import { OPEN_GATE } from '../limits/call-gate';
import { SlackClients } from './slack-client';
import type { SlackSettings } from './slack.config';
import { SlackGateway, type SlackSession } from './slack-gateway';

const SESSION: SlackSession = {
  connectionId: 'connection',
  token: 'xoxb-test',
  gate: OPEN_GATE,
  botUserId: 'U0BOT',
  canShowEmployees: true,
  isOrganisationWide: true,
};

/** Channels by workspace; #announcements is shared by both. */
const CHANNELS: Readonly<Record<string, readonly { id: string; name: string }[]>> = {
  T1: [
    { id: 'C1', name: 'support' },
    { id: 'C0', name: 'announcements' },
  ],
  T2: [
    { id: 'C2', name: 'sales' },
    { id: 'C0', name: 'announcements' },
  ],
};

/** Slack as it answers the token of a whole organisation. */
function organisation(method: string, options: Record<string, unknown> = {}): object {
  if (method === 'auth.teams.list') {
    return options['cursor'] === 'more'
      ? { ok: true, teams: [{ id: 'T2', name: 'Berlin' }] }
      : { ok: true, teams: [{ id: 'T1', name: 'Hamburg' }], response_metadata: { next_cursor: 'more' } };
  }
  if (method === 'conversations.list') return { ok: true, channels: CHANNELS[String(options['team_id'])] ?? [] };
  return { ok: false, error: 'unknown_method' };
}

describe('SlackGateway', () => {
  const gateway = new SlackGateway(new SlackClients({ SLACK_API_URL: 'https://slack.test/api/' } as SlackSettings));

  afterEach(() => jest.restoreAllMocks());

  it('lists the channels of every workspace of an organisation, each once', async () => {
    jest
      .spyOn(WebClient.prototype, 'apiCall')
      .mockImplementation((method, options) => Promise.resolve(organisation(method, options) as { ok: boolean }));
    const channels = await gateway.listChannels(SESSION);
    expect(channels.map(({ name }) => name)).toEqual(['support', 'announcements', 'sales']);
  });

  it('names no workspace where the token is of one', async () => {
    const calls: unknown[] = [];
    jest.spyOn(WebClient.prototype, 'apiCall').mockImplementation((method, options) => {
      calls.push([method, options?.['team_id']]);
      return Promise.resolve({ ok: true });
    });
    await gateway.listChannels({ ...SESSION, isOrganisationWide: false });
    expect(calls).toEqual([['conversations.list', undefined]]);
  });
});
