import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '@konstruct/audit';
import { ChannelConnections, type SlackEvent, type SlackMessageEvent } from '@konstruct/channels';
import { laneJob, laneOf } from '@konstruct/conversations';
import { Batches, Database, JobQueue, newId, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { InboxEventStore, type ReceivedEvent } from './inbox-event.store';

/** Two at once, so that this process reads requests while Postgres writes; more find less to share. */
const LIMITS = { batchSize: 100, batchesAtOnce: 2 };

/** An event of a workspace; everything that Slack sends but the URL check. */
export type WorkspaceEvent = Exclude<SlackEvent, { kind: 'url_verification' }>;

/** An event on its way into the inbox, before its connection is known. */
interface SlackDelivery extends Omit<ReceivedEvent, 'lane' | 'happenedAt'> {
  readonly message: SlackMessageEvent | null;
}

/**
 * Stores what Slack sends, once, with the job that works on it and the audit event, in one transaction; only then is it
 * acknowledged. Nothing acknowledged is lost, and a repeat changes nothing. What a workspace sends while its last events are
 * being written is written together, which costs little more than writing one.
 */
@Injectable()
export class SlackInbox {
  private readonly batches = new Batches<SlackDelivery>((teamId, events) => this.storeAll(teamId, events), LIMITS);

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
      message: event.kind === 'message' ? event : null,
      dedupeKey: event.dedupeKey,
      payload: payload,
      state: isIgnored ? 'ignored' : 'received',
      outcome: event.kind === 'ignored' ? event.reason : null,
      summary: `Slack sent an event (${event.kind === 'ignored' ? `ignored: ${event.reason}` : event.kind}).`,
      requestId,
    });
  }

  /** Events of workspaces that nobody connected are dropped: there is no tenant they could belong to. */
  private async storeAll(teamId: string, events: readonly SlackDelivery[]): Promise<void> {
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
    events: readonly SlackDelivery[],
  ): Promise<void> {
    const placed = events.map((event) => ({ ...event, ...placeOf(connectionId, event.message) }));
    const stored = await this.inbox.insertNew(transaction, { provider: 'slack', connectionId }, placed);
    if (stored.length === 0) return;
    const lanes = new Set(stored.filter(({ state }) => state === 'received').map(({ lane }) => lane));
    await Promise.all([
      this.connections.noteEventReceived(transaction, connectionId),
      this.audit.recordAll(transaction, stored.map(toAuditEntry)),
      this.jobs.enqueueAll(
        transaction,
        [...lanes].map((lane) => laneJob(transaction.tenantId, lane)),
      ),
    ]);
  }
}

/** Messages travel in their conversation's lane; what concerns a whole connection in one of its own. */
function placeOf(connectionId: string, message: SlackMessageEvent | null): Pick<ReceivedEvent, 'lane' | 'happenedAt'> {
  if (!message) return { lane: connectionId, happenedAt: null };
  const { channelId: externalChannelId, isDirect, threadTs: threadRoot, ts: externalId } = message;
  return {
    lane: laneOf({ connectionId, externalChannelId, isDirect, threadRoot, externalId }),
    happenedAt: timeOf(externalId),
  };
}

/** Slack's timestamps have microseconds, which give the order; one that is none gives no time. */
function timeOf(ts: string): string | null {
  const [seconds = '', fraction = '0'] = ts.split('.');
  const time = new Date(Number(seconds) * 1_000);
  if (Number.isNaN(time.getTime()) || !/^\d+$/.test(fraction)) return null;
  return time.toISOString().replace(/\.\d+Z$/, `.${fraction.slice(0, 6)}Z`);
}

function toAuditEntry({ id, summary, requestId }: ReceivedEvent): AuditEntry {
  return { event_type: 'webhook.received', subject: { type: 'inbox_event', id }, summary, request_id: requestId };
}
