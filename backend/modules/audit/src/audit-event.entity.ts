import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Before and after of what a change touched, by field. */
export type AuditChanges = Record<string, { before: unknown; after: unknown }>;

/** One thing that happened in a tenant. Never updated, never deleted. */
@Entity('audit_events')
export class AuditEvent {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  @Column('text', { name: 'actor_kind' })
  actorKind!: 'user' | 'provider' | 'system';

  @Column('text', { name: 'actor_id', nullable: true })
  actorId!: string | null;

  @Column('text', { name: 'actor_name' })
  actorName!: string;

  @Column('text', { name: 'event_type' })
  eventType!: string;

  @Column('text', { name: 'subject_type' })
  subjectType!: string;

  @Column('text', { name: 'subject_id', nullable: true })
  subjectId!: string | null;

  @Column('text', { name: 'subject_name', nullable: true })
  subjectName!: string | null;

  @Column('text')
  summary!: string;

  @Column('jsonb', { nullable: true })
  changes!: AuditChanges | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;
}
