import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Who answers in one channel of a workspace instead of the connection's own employee. */
@Entity('channel_assignments')
export class ChannelAssignment {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'connection_id' })
  connectionId!: string;

  @PrimaryColumn('text', { name: 'external_channel_id' })
  externalChannelId!: string;

  /** With the leading #, as it was called when the employee was assigned: readable also while Slack is out of reach. */
  @Column('text', { name: 'channel_name' })
  channelName!: string;

  @Column('uuid', { name: 'agent_id' })
  agentId!: string;

  @Column('timestamptz', { name: 'assigned_at' })
  assignedAt!: Date;
}
