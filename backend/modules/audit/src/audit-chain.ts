import { createHash } from 'node:crypto';
import type { AuditEvent } from './audit-event.entity';

/** The chain's hash before its first event. */
export const CHAIN_START = Buffer.alloc(32);

/** One link: the event's own hash and the chain's hash after it. */
export interface ChainLink {
  readonly eventHash: Buffer;
  readonly chainHash: Buffer;
}

/** Links an event to the chain: SHA-256 over the hash before it and the event in canonical JSON. */
export function linkEvent(previous: Buffer, sequence: bigint, event: AuditEvent): ChainLink {
  const eventHash = createHash('sha256')
    .update(canonicalJson(auditableForm(event)))
    .digest();
  const chainHash = createHash('sha256').update(previous).update(sequence.toString()).update(eventHash).digest();
  return { eventHash, chainHash };
}

function auditableForm(event: AuditEvent): Record<string, unknown> {
  return {
    tenant_id: event.tenantId,
    id: event.id,
    occurred_at: event.occurredAt.toISOString(),
    actor_kind: event.actorKind,
    actor_id: event.actorId,
    actor_name: event.actorName,
    event_type: event.eventType,
    subject_type: event.subjectType,
    subject_id: event.subjectId,
    subject_name: event.subjectName,
    summary: event.summary,
    changes: event.changes,
    request_id: event.requestId,
  };
}

/** JSON with sorted keys: jsonb does not keep their order, and a hash must not depend on it. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, entry]) => entry !== undefined);
    return `{${entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`)
      .join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}
