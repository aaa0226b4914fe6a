import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { ChannelConnections, type SlackEvent } from '@konstruct/channels';
import {
  Database,
  JobQueue,
  newId,
  type JobRequest,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { InboxEventStore } from './inbox-event.store';

/** The job that works on a stored event. */
export const INBOX_JOB = 'inbox.process';

/** Works on one stored event. */
export function inboxJob(tenantId: string, eventId: string): JobRequest {
  return { name: INBOX_JOB, payload: { tenant_id: tenantId, event_id: eventId } };
}

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
    private readonly inbox: InboxEventStore,
  ) {}

  /** Events of workspaces that nobody connected are dropped: there is no tenant they could belong to. */
  async store(event: WorkspaceEvent, payload: object, requestId: string): Promise<void> {
    const route = event.teamId === null ? null : await this.connections.resolveRoute('slack', event.teamId);
    if (!route) return;
    const context: TenantContext = {
      tenantId: route.tenantId,
      role: null,
      requestId,
      actor: { kind: 'provider', id: event.teamId, name: 'Slack' },
    };
    await this.database.inTenant(context, (transaction) =>
      this.storeOnce(transaction, event, storable(payload), route.connectionId),
    );
  }

  private async storeOnce(
    transaction: TenantTransaction,
    event: WorkspaceEvent,
    payload: object,
    connectionId: string,
  ): Promise<void> {
    const id = newId();
    const isIgnored = event.kind === 'ignored' || event.kind === 'unknown';
    const isNew = await this.inbox.insertOnce(transaction, {
      id,
      provider: 'slack',
      dedupeKey: event.dedupeKey,
      connectionId,
      payload,
      state: isIgnored ? 'ignored' : 'received',
      outcome: event.kind === 'ignored' ? event.reason : null,
    });
    if (!isNew) return;
    await this.connections.noteEventReceived(transaction, connectionId);
    await this.audit.record(transaction, {
      event_type: 'webhook.received',
      subject: { type: 'inbox_event', id },
      summary: `Slack sent an event (${event.kind === 'ignored' ? `ignored: ${event.reason}` : event.kind}).`,
    });
    if (!isIgnored) await this.jobs.enqueue(transaction, inboxJob(transaction.tenantId, id));
  }
}

/** Slack's legacy verification token is a secret of the app and nothing here needs it; Postgres stores no NUL character. */
function storable(payload: object): object {
  const { token: _token, ...rest } = JSON.parse(JSON.stringify(payload), withoutNul) as Record<string, unknown>;
  return rest;
}

function withoutNul(_name: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '') : value;
}
