import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import type { ChannelConnection } from '../channel-connection.entity';
import { RenewalSchedule } from './slack-renewal-schedule';

/** What a renewal leaves behind: an audit event, a live update, and the job of the next one. */
@Injectable()
export class RenewalRecords {
  constructor(
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly schedule: RenewalSchedule,
  ) {}

  async renewed(transaction: TenantTransaction, connection: ChannelConnection, expiresAt: Date | null): Promise<void> {
    await this.audit.record(transaction, {
      event_type: 'channel.token_refreshed',
      subject: { type: 'channel_connection', id: connection.id, name: connection.workspaceName },
      summary: `The Slack token of ${connection.workspaceName} was renewed.`,
    });
    await this.schedule.plan(transaction, connection.id, expiresAt);
    await this.live.announce(transaction, 'channels');
  }
}
