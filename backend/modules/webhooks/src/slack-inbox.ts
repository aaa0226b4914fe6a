import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { ChannelConnections, type SlackEvent } from '@konstruct/channels';
import { Clock, Database, JobQueue, newId, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { InboxEvent } from './inbox-event.entity';

/** The job that works on a stored event. */
export const INBOX_JOB = 'inbox.process';

/** An event of a workspace; everything that Slack sends but the URL check. */
export type WorkspaceEvent = Exclude<SlackEvent, { kind: 'url_verification' }>;

/**
 * Stores what Slack sends, once, with the job that works on it and the audit event, in one transaction; only then is it
 * acknowledged. Nothing acknowledged is lost, and a repeat changes nothing.
 */
@Injectable()
export class SlackInbox {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Events of workspaces that nobody connected are dropped: there is no tenant they could belong to. */
  async store(event: WorkspaceEvent, payload: object, requestId: string): Promise<void> {
    const route = event.teamId === null ? null : await this.connections.resolveRoute('slack', event.teamId);
    if (!route) return;
    const context: TenantContext = { tenantId: route.tenantId, role: null, requestId, actor: { kind: 'provider', id: event.teamId, name: 'Slack' } };
    await this.database.inTenant(context, (transaction) => this.storeOnce(transaction, event, payload, route.connectionId));
  }

  private async storeOnce(transaction: TenantTransaction, event: WorkspaceEvent, payload: object, connectionId: string): Promise<void> {
    const { manager, tenantId } = transaction;
    const id = newId();
    const isIgnored = event.kind === 'ignored' || event.kind === 'unknown';
    const result = await manager
      .createQueryBuilder()
      .insert()
      .into(InboxEvent)
      .values({
        tenantId,
        id,
        provider: 'slack',
        dedupeKey: event.dedupeKey,
        connectionId,
        payload,
        state: isIgnored ? 'ignored' : 'received',
        outcome: event.kind === 'ignored' ? event.reason : null,
        receivedAt: this.clock.now(),
      })
      .orIgnore()
      .returning('id')
      .execute();
    if ((result.raw as unknown[]).length === 0) return;
    await this.connections.noteEventReceived(transaction, connectionId);
    await this.audit.record(transaction, {
      event_type: 'webhook.received',
      subject: { type: 'inbox_event', id },
      summary: `Slack sent an event (${event.kind === 'ignored' ? `ignored: ${event.reason}` : event.kind}).`,
    });
    if (!isIgnored) await this.jobs.enqueue(transaction, { name: INBOX_JOB, payload: { tenant_id: tenantId, event_id: id } });
  }
}
