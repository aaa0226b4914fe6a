import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import type { NoticeTopic } from '@konstruct/contracts';
import type { NoticeSeverity } from '@konstruct/notices';
import { Clock, Database, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { ChannelConnectionStore } from '../channel-connection.store';
import { ChannelError } from '../channels.errors';
import { NoticeEntrance } from './notice-entrance';
import type { NoticeOutlet } from './notice-outlet.entity';
import { NoticeOutletStore } from './notice-outlet.store';

/** Which notices a business wants, and in which channel. */
export type OutletChoice = Pick<NoticeOutlet, 'connectionId' | 'externalChannelId' | 'topics' | 'leastSeverity'>;

/** Where a business reads its notices besides the portal. */
@Injectable()
export class NoticeOutlets {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnectionStore,
    private readonly store: NoticeOutletStore,
    private readonly entrance: NoticeEntrance,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** A channel is taken once a message has arrived there: then the notices will, too. */
  async choose(context: TenantContext, choice: OutletChoice): Promise<void> {
    const before = await this.database.inTenant(context, async (transaction) => {
      await this.requireSlack(transaction, choice.connectionId);
      return this.store.find(transaction);
    });
    const isSamePlace =
      before?.connectionId === choice.connectionId && before.externalChannelId === choice.externalChannelId;
    const channelName = isSamePlace ? before.channelName : await this.entrance.enter(context, choice);
    await this.database.inTenant(context, async (transaction) => {
      await this.store.save(transaction, { ...choice, channelName, chosenAt: this.clock.now() });
      await this.record(transaction, { before, after: { ...choice, channelName } });
    });
  }

  /** Ending it twice is fine. */
  stop(context: TenantContext): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      const before = await this.store.find(transaction);
      if (!before) return;
      await this.store.remove(transaction);
      await this.record(transaction, { before, after: null });
    });
  }

  private async requireSlack(transaction: TenantTransaction, connectionId: string): Promise<void> {
    const connection = await this.connections.find(transaction, connectionId);
    if (!connection) throw new ChannelError('connection_not_found');
    if (connection.kind !== 'slack') throw new ChannelError('notices_need_slack');
  }

  private record(transaction: TenantTransaction, { before, after }: OutletChange): Promise<void> {
    const { name } = transaction.context.actor;
    return this.audit.record(transaction, {
      event_type: after ? 'notice_channel.chosen' : 'notice_channel.stopped',
      subject: { type: 'tenant', id: transaction.tenantId },
      summary: after
        ? `${name} chose which notices are posted in ${after.channelName}.`
        : `${name} ended the posting of notices in Slack.`,
      changes: {
        channel: { before: before?.channelName ?? null, after: after?.channelName ?? null },
        topics: { before: before?.topics.join(', ') ?? null, after: after?.topics.join(', ') ?? null },
        least_severity: { before: before?.leastSeverity ?? null, after: after?.leastSeverity ?? null },
      },
    });
  }
}

interface OutletChange {
  readonly before: NoticeOutlet | null;
  readonly after: { channelName: string; topics: NoticeTopic[]; leastSeverity: NoticeSeverity } | null;
}
