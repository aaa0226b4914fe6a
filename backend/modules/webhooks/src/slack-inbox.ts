import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '@konstruct/audit';
import { ChannelConnections, type SlackEvent } from '@konstruct/channels';
import {
  Batches,
  Database,
  JobQueue,
  newId,
  type JobRequest,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { InboxEventStore, type ReceivedEvent } from './inbox-event.store';

/** The job that works on a stored event. */
export const INBOX_JOB = 'inbox.process';

/** Works on one stored event. */
export function inboxJob(tenantId: string, eventId: string): JobRequest {
  return { name: INBOX_JOB, payload: { tenant_id: tenantId, event_id: eventId } };
}

/** Two at once, so that this process reads requests while Postgres writes; more find less to share. */
const LIMITS = { batchSize: 100, batchesAtOnce: 2 };

/** An event of a workspace; everything that Slack sends but the URL check. */
export type WorkspaceEvent = Exclude<SlackEvent, { kind: 'url_verification' }>;

/**
 * Stores what Slack sends, once, with the job that works on it and the audit event, in one transaction; only then is it
 * acknowledged. Nothing acknowledged is lost, and a repeat changes nothing. What a workspace sends while its last events are
 * being written is written together, which costs little more than writing one.
 */
@Injectable()
export class SlackInbox {
  private readonly batches = new Batches<ReceivedEvent>((teamId, events) => this.storeAll(teamId, events), LIMITS);

  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly jobs: JobQueue,
    private readonly audit: AuditLog,
    private readonly inbox: InboxEventStore,
  ) {}

  /** Resolves once the event is stored. */
  async store(event: WorkspaceEvent, payload: object, requestId: string): Promise<void> {
    if (event.teamId === null) return;
    const isIgnored = event.kind === 'ignored' || event.kind === 'unknown';
    await this.batches.add(event.teamId, {
      id: newId(),
      dedupeKey: event.dedupeKey,
      payload: payload,
      state: isIgnored ? 'ignored' : 'received',
      outcome: event.kind === 'ignored' ? event.reason : null,
      summary: `Slack sent an event (${event.kind === 'ignored' ? `ignored: ${event.reason}` : event.kind}).`,
      requestId,
    });
  }

  /** Events of workspaces that nobody connected are dropped: there is no tenant they could belong to. */
  private async storeAll(teamId: string, events: readonly ReceivedEvent[]): Promise<void> {
    const route = await this.connections.resolveRoute('slack', teamId);
    if (!route) return;
    const context: TenantContext = {
      tenantId: route.tenantId,
      role: null,
      requestId: null,
      actor: { kind: 'provider', id: teamId, name: 'Slack' },
    };
    await this.database.inTenant(context, (transaction) => this.storeNew(transaction, route.connectionId, events));
  }

  private async storeNew(
    transaction: TenantTransaction,
    connectionId: string,
    events: readonly ReceivedEvent[],
  ): Promise<void> {
    const stored = await this.inbox.insertNew(transaction, connectionId, events);
    if (stored.length === 0) return;
    await this.connections.noteEventReceived(transaction, connectionId);
    await this.audit.recordAll(transaction, stored.map(toAuditEntry));
    const toWorkOn = stored.filter(({ state }) => state === 'received');
    await this.jobs.enqueueAll(
      transaction,
      toWorkOn.map(({ id }) => inboxJob(transaction.tenantId, id)),
    );
  }
}

function toAuditEntry({ id, summary, requestId }: ReceivedEvent): AuditEntry {
  return { event_type: 'webhook.received', subject: { type: 'inbox_event', id }, summary, request_id: requestId };
}
