import type { ChannelOutlet } from '@konstruct/channels';
import { Clock, systemContext, type TenantTransaction } from '@konstruct/platform';
import { Courier } from './courier';
import type { Delivery } from './delivery.entity';
import type { DeliveryDesk } from './delivery-desk';
import { DeliveryStore } from './delivery.store';
import type { LaneShift } from './lane-worker';
import type { NextDelivery } from './outgoing-tray';

const DELIVERY = { id: 'd1', conversationId: 'c1', connectionId: 's1', text: 'At nine.', createdAt: new Date() };

describe('an answer on its way', () => {
  let isHeld: boolean;
  let posted: number;
  let recorded: string[];
  let failures: number;
  let queue: NextDelivery[];

  const shift = {
    lease: {
      isHeld: () => isHeld,
      assertHeld: () => {
        if (!isHeld) throw new Error('the worker session was lost; the job will run again');
      },
    },
  } as LaneShift;
  const desk = {
    takeNext: () => Promise.resolve(queue.shift() ?? null),
    recordSent: (_: unknown, { externalId }: { externalId: string }) => {
      failures -= 1;
      if (failures >= 0) return Promise.reject(new Error('the database system is starting up'));
      recorded.push(externalId);
      return Promise.resolve(isHeld ? (queue.shift() ?? null) : null);
    },
  } as unknown as DeliveryDesk;
  const courier = new Courier(desk);

  function part(isInDoubt: boolean, findReply: () => Promise<{ externalId: string } | null>): NextDelivery {
    const post = (): Promise<{ externalId: string }> => {
      posted += 1;
      return Promise.resolve({ externalId: `1.${posted}` });
    };
    const outlet: ChannelOutlet = { findReply, post, showThinking: () => Promise.resolve() };
    return { delivery: DELIVERY as Delivery, isInDoubt, outlet, author: null };
  }

  const send = (...parts: NextDelivery[]): Promise<void> => {
    queue = parts;
    return courier.sendAll(systemContext('acme', 'test'), 'c1', shift);
  };

  beforeEach(() => {
    isHeld = true;
    posted = 0;
    recorded = [];
    failures = 0;
  });

  it('is sent when no earlier attempt arrived', async () => {
    await send(part(true, () => Promise.resolve(null)));
    expect(posted).toBe(1);
  });

  it('is left to whoever has the lane now, when the right to it was lost while looking', async () => {
    const slow = part(true, () => {
      isHeld = false;
      return Promise.resolve(null);
    });
    await expect(send(slow)).rejects.toThrow('session was lost');
    expect(posted).toBe(0);
  });

  it('is known to have been sent, also when Postgres restarts just then; the parts after it are for whoever has the lane', async () => {
    const never = (): Promise<null> => Promise.resolve(null);
    failures = 1;
    const first = part(false, never);
    const sending = send(first, part(false, never));
    isHeld = false;
    await expect(sending).rejects.toThrow('session was lost');
    expect([posted, recorded, queue.length]).toEqual([1, ['1.1'], 1]);
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
