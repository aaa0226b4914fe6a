import type { AgentDirectory } from '@konstruct/agents';
import type { ChannelMessenger } from '@konstruct/channels';
import { Clock, systemContext, type Database, type TenantTransaction } from '@konstruct/platform';
import type { ConversationStore } from './conversation.store';
import { Courier } from './courier';
import type { Delivery } from './delivery.entity';
import type { DeliveryDesk } from './delivery-desk';
import { DeliveryStore } from './delivery.store';
import type { LaneShift } from './lane-worker';

const DELIVERY = { id: 'd1', conversationId: 'c1', connectionId: 's1', text: 'At nine.', createdAt: new Date() };

describe('an answer on its way', () => {
  let isHeld: boolean;
  let posted: number;
  let queue: { delivery: Delivery; isInDoubt: boolean }[];

  const shift = {
    lease: {
      assertHeld: () => {
        if (!isHeld) throw new Error('the worker session was lost; the job will run again');
      },
    },
  } as LaneShift;
  const database = {
    inTenant: (_: unknown, work: (given: TenantTransaction) => Promise<unknown>) => work({} as TenantTransaction),
  } as unknown as Database;
  const desk = {
    takeNext: () => Promise.resolve(queue.shift() ?? null),
    recordSent: () => Promise.resolve(),
  } as unknown as DeliveryDesk;
  const conversations = {
    find: () => Promise.resolve({ id: 'c1', agentId: 'a1', channelKind: 'slack' }),
  } as unknown as ConversationStore;
  const agents = { find: () => Promise.resolve(null) } as unknown as AgentDirectory;

  function courier(findReply: () => Promise<{ externalId: string } | null>): Courier {
    const messenger = {
      findReply,
      post: () => {
        posted += 1;
        return Promise.resolve({ externalId: '1.2' });
      },
    } as unknown as ChannelMessenger;
    return new Courier(database, desk, conversations, agents, messenger);
  }

  beforeEach(() => {
    isHeld = true;
    posted = 0;
    queue = [{ delivery: DELIVERY as Delivery, isInDoubt: true }];
  });

  it('is sent when no earlier attempt arrived', async () => {
    await courier(() => Promise.resolve(null)).sendAll(systemContext('acme', 'test'), 'c1', shift);
    expect(posted).toBe(1);
  });

  it('is left to whoever has the lane now, when the right to it was lost while looking', async () => {
    const slow = courier(() => {
      isHeld = false;
      return Promise.resolve(null);
    });
    await expect(slow.sendAll(systemContext('acme', 'test'), 'c1', shift)).rejects.toThrow('session was lost');
    expect(posted).toBe(0);
  });

  it.each([
    ['a token that others renew, its renewal and the send', false, 45 + 10 + 10],
    ['ten pages of looking for it besides', true, 2 * (45 + 10) + 10 * 10 + 10],
  ])('is nobody else’s for as long as it may take: %s', async (_, isInDoubt, longestSeconds) => {
    const manager = { update: () => Promise.resolve() };
    const store = new DeliveryStore(new Clock());
    const before = Date.now();
    const started = await store.startAttempt(
      { manager, tenantId: 'acme' } as unknown as TenantTransaction,
      { ...DELIVERY, isInDoubt, attempts: 0, firstAttemptAt: null, tryingSince: null } as Delivery,
      'p1',
    );
    expect((started.attemptEndsAt?.getTime() ?? 0) - before).toBeGreaterThan(longestSeconds * 1_000);
  });
});
