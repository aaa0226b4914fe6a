import { Injectable } from '@nestjs/common';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import type { AuditChanges } from './audit-event.entity';

/** What a module says of something that happened. */
export interface AuditEntry {
  /** `subject.verb_in_past`, such as `agent.created`. */
  readonly event_type: string;
  readonly subject: { readonly type: string; readonly id: string | null; readonly name?: string | null };
  /** One sentence that a person understands. No secrets, no message texts. */
  readonly summary: string;
  readonly changes?: AuditChanges | null;
  /** Where several requests are worked on together: the one that this is of. */
  readonly request_id?: string;
}

const INSERT_EVENTS = `
  WITH given AS (
    SELECT * FROM jsonb_to_recordset($1::jsonb) AS event(id uuid, event_type text, subject_type text, subject_id text,
      subject_name text, summary text, changes jsonb, request_id text)),
  recorded AS (
    INSERT INTO audit_events (tenant_id, id, occurred_at, actor_kind, actor_id, actor_name, event_type, subject_type, subject_id,
      subject_name, summary, changes, request_id)
    SELECT $2, id, $3, $4, $5, $6, event_type, subject_type, subject_id, subject_name, summary, changes, request_id FROM given
    RETURNING id)
  INSERT INTO audit_unsealed (tenant_id, event_id) SELECT $2, id FROM recorded`;

/**
 * The one way to leave a trace. Events are written in the transaction of what they tell of; workers seal them into the
 * tenant's hash chain a second later, so that concurrent transactions do not queue up behind one chain head.
 */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  record(transaction: TenantTransaction, entry: AuditEntry): Promise<void> {
    return this.recordAll(transaction, [entry]);
  }

  /** Several events in one statement, where a round trip for each would be felt. */
  async recordAll({ manager, context, tenantId }: TenantTransaction, entries: readonly AuditEntry[]): Promise<void> {
    const given = entries.map((entry) => ({
      id: newId(),
      event_type: entry.event_type,
      subject_type: entry.subject.type,
      subject_id: entry.subject.id,
      subject_name: entry.subject.name ?? null,
      summary: entry.summary,
      changes: entry.changes ?? null,
      request_id: entry.request_id ?? context.requestId,
    }));
    const { actor } = context;
    await manager.query(INSERT_EVENTS, [
      JSON.stringify(given),
      tenantId,
      this.clock.now(),
      actor.kind,
      actor.id,
      actor.name,
    ]);
  }
}
