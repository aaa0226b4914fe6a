import { Injectable } from '@nestjs/common';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import { AuditEvent, type AuditChanges } from './audit-event.entity';

/** What a module says of something that happened. */
export interface AuditEntry {
  /** `subject.verb_in_past`, such as `agent.created`. */
  readonly event_type: string;
  readonly subject: { readonly type: string; readonly id: string | null; readonly name?: string | null };
  /** One sentence that a person understands. No secrets, no message texts. */
  readonly summary: string;
  readonly changes?: AuditChanges | null;
}

/**
 * The one way to leave a trace. Events are written in the transaction of what they tell of; workers seal them into the
 * tenant's hash chain a second later, so that concurrent transactions do not queue up behind one chain head.
 */
@Injectable()
export class AuditLog {
  constructor(private readonly clock: Clock) {}

  async record(transaction: TenantTransaction, entry: AuditEntry): Promise<void> {
    const { manager, context, tenantId } = transaction;
    const id = newId();
    await manager.insert(AuditEvent, {
      tenantId,
      id,
      occurredAt: this.clock.now(),
      actorKind: context.actor.kind,
      actorId: context.actor.id,
      actorName: context.actor.name,
      eventType: entry.event_type,
      subjectType: entry.subject.type,
      subjectId: entry.subject.id,
      subjectName: entry.subject.name ?? null,
      summary: entry.summary,
      changes: (entry.changes ?? null) as never,
      requestId: context.requestId,
    });
    await manager.query('INSERT INTO audit_unsealed (tenant_id, event_id) VALUES ($1, $2)', [tenantId, id]);
  }
}
