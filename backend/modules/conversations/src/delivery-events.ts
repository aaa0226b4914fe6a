import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { JobQueue, LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { ChannelConnections } from '@konstruct/channels';
import { DeliveryAlerts } from './delivery-alerts';
import type { Delivery } from './delivery.entity';
import { laneJob } from './lane';

/** What of a delivery the audit trail tells, besides who did it. */
export type DeliveryIncident = 'failed' | 'parked' | 'retried' | 'discarded';

/** Where something happened to a delivery, and the provider's code if there was one. */
export interface IncidentPlace {
  readonly conversationId: string;
  readonly connectionId: string;
  readonly errorCode: string | null;
}

/** What sending leaves behind besides its own state: jobs, live updates, audit. */
@Injectable()
export class DeliveryEvents {
  constructor(
    private readonly jobs: JobQueue,
    private readonly live: LiveUpdates,
    private readonly audit: AuditLog,
    private readonly alerts: DeliveryAlerts,
    private readonly connections: ChannelConnections,
  ) {}

  tryAgain(transaction: TenantTransaction, lane: string, delayMs: number): Promise<void> {
    return this.jobs.enqueue(transaction, laneJob(transaction.tenantId, lane, delayMs));
  }

  changed(transaction: TenantTransaction): Promise<void> {
    return this.live.announce(transaction, 'conversations', 'channels');
  }

  async sent(transaction: TenantTransaction, { connectionId }: Delivery): Promise<void> {
    await this.connections.noteSent(transaction, connectionId);
    await this.changed(transaction);
  }

  async notSent(transaction: TenantTransaction, { connectionId }: Delivery, code: string): Promise<void> {
    await this.connections.noteFailure(transaction, connectionId, code);
    await this.changed(transaction);
  }

  /** An earlier attempt, counted when it was made, could not be looked up. */
  async notFound(transaction: TenantTransaction, { connectionId }: Delivery, code: string): Promise<void> {
    await this.connections.noteRefusal(transaction, connectionId, code);
    await this.changed(transaction);
  }

  async record(
    transaction: TenantTransaction,
    incident: DeliveryIncident,
    { conversationId, connectionId, errorCode }: IncidentPlace,
  ): Promise<void> {
    const why = errorCode ? ` (${errorCode})` : '';
    await this.audit.record(transaction, {
      event_type: EVENT_TYPES[incident],
      subject: { type: 'conversation', id: conversationId },
      summary: `${SUMMARIES[incident]}${why}.`,
    });
    // One that is sent again is settled when it got through, not before.
    if (incident !== 'retried') await this.alerts.update(transaction, connectionId);
  }

  /** What had been given up may have got through. */
  async sentAfterTrouble(transaction: TenantTransaction, connectionId: string): Promise<void> {
    await this.alerts.update(transaction, connectionId);
  }
}

const EVENT_TYPES: Readonly<Record<DeliveryIncident, string>> = {
  failed: 'message.delivery_failed',
  parked: 'message.delivery_parked',
  retried: 'message.delivery_retried',
  discarded: 'message.delivery_discarded',
};

const SUMMARIES: Readonly<Record<DeliveryIncident, string>> = {
  failed: 'An answer could not be delivered',
  parked: 'An answer could not be delivered for a day and waits for a person',
  retried: 'An answer is sent again',
  discarded: 'An answer is not sent any more',
};
