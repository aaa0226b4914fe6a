import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AgentStatus, AtLimitAction, ModelProvider } from '@konstruct/contracts';
import { bigintColumn } from '@konstruct/platform';
import type { AgentSettings } from './agent-settings';

/** An AI employee of a business. */
@Entity('agents')
export class Agent implements AgentSettings {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'role_title' })
  roleTitle!: string;

  @Column('text', { name: 'template_id', nullable: true })
  templateId!: string | null;

  @Column('text', { name: 'avatar_color' })
  avatarColor!: string;

  @Column('text', { name: 'avatar_emoji' })
  avatarEmoji!: string;

  @Column('text')
  persona!: string;

  @Column('text')
  instructions!: string;

  @Column('text')
  greeting!: string;

  @Column('text')
  language!: string;

  @Column('text')
  provider!: ModelProvider;

  @Column('text')
  model!: string;

  @Column('text', { name: 'fallback_model', nullable: true })
  fallbackModel!: string | null;

  @Column('double precision')
  temperature!: number;

  @Column('integer', { name: 'max_reply_tokens' })
  maxReplyTokens!: number;

  @Column('bigint', { name: 'budget_limit_nano_usd', nullable: true, transformer: bigintColumn })
  budgetLimitNanoUsd!: bigint | null;

  @Column('text', { name: 'at_limit' })
  atLimit!: AtLimitAction;

  @Column('text', { name: 'out_of_office_text' })
  outOfOfficeText!: string;

  @Column('text', { name: 'handover_contact' })
  handoverContact!: string;

  @Column('text')
  status!: AgentStatus;

  /** What the runtime checks before it answers; Postgres derives it from the status. */
  @Column({ type: 'boolean', name: 'is_active', insert: false, update: false })
  readonly isActive!: boolean;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Column('timestamptz', { name: 'activated_at', nullable: true })
  activatedAt!: Date | null;

  @Column('timestamptz', { name: 'archived_at', nullable: true })
  archivedAt!: Date | null;
}
