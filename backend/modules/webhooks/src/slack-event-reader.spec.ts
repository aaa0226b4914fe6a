import type { ChannelConnections, SlackMessenger } from '@konstruct/channels';
import { systemContext, type TenantTransaction } from '@konstruct/platform';
import type { InboxEvent } from './inbox-event.entity';
import { SlackEventReader } from './slack-event-reader';

const RECEIVED = new Date('2026-11-21T10:00:00Z');
const transaction = { context: systemContext('acme', 'test') } as TenantTransaction;

describe('an app that is taken out of a workspace', () => {
  const told: [code: string, at: Date][] = [];
  const connections = {
    find: () => Promise.resolve(null),
    noteTakenBack: (_: TenantTransaction, id: string, code: string, at: Date) => {
      told.push([code, at]);
      return Promise.resolve(id === 'current');
    },
  } as unknown as ChannelConnections;
  const reader = new SlackEventReader(connections, {} as SlackMessenger);

  beforeEach(() => told.splice(0));

  async function settle(event: object, time: number | undefined, connectionId = 'current'): Promise<string> {
    const payload = { type: 'event_callback', team_id: 'T1', event_id: 'Ev1', event_time: time, event };
    const stored = { connectionId, payload, receivedAt: RECEIVED } as InboxEvent;
    const [read] = await (await reader.begin(transaction, [stored])).finish();
    return (await read?.settle(transaction)) ?? '';
  }

  const seconds = (at: string): number => Date.parse(at) / 1_000;

  it('was so at the latest in the second that Slack names', async () => {
    expect(await settle({ type: 'app_uninstalled' }, seconds('2026-11-21T09:40:00Z'))).toBe('uninstalled');
    expect(await settle({ type: 'tokens_revoked', tokens: { bot: ['U1'] } }, seconds('2026-11-21T10:00:00Z'))).toBe(
      'tokens_revoked',
    );
    expect(told).toEqual([
      ['app_uninstalled', new Date('2026-11-21T09:40:00.999Z')],
      ['token_revoked', RECEIVED],
    ]);
  });

  it.each([undefined, seconds('2020-09-09T02:01:21Z'), -5, Number.MAX_VALUE])(
    'was so when it came, where Slack says %p',
    async (time) => {
      await settle({ type: 'app_uninstalled' }, time);
      expect(told).toEqual([['app_uninstalled', RECEIVED]]);
    },
  );

  it('breaks nothing that was connected since', async () => {
    expect(await settle({ type: 'app_uninstalled' }, undefined, 'newer')).toBe('reconnected_since');
  });
});
