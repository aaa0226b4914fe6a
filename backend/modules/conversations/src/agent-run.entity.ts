import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to answer what is unanswered in a conversation. The database allows one running run per conversation. */
@Entity('agent_runs')
export class AgentRun {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'conversation_id' })
  conversationId!: string;

  @Column('uuid', { name: 'agent_id' })
  agentId!: string;

  @Column('text')
  state!: 'running' | 'succeeded' | 'failed' | 'abandoned';

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  @Column('timestamptz', { name: 'started_at' })
  startedAt!: Date;

  @Column('timestamptz', { name: 'finished_at', nullable: true })
  finishedAt!: Date | null;
}
