import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A message that proves, by the provider's own word, that an employee can be heard in a channel. */
@Entity('test_messages')
export class TestMessage {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'agent_id' })
  agentId!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'destination_id' })
  destinationId!: string;

  @Column('text', { name: 'destination_name' })
  destinationName!: string;

  @Column('text')
  text!: string;

  @Column('text')
  status!: 'sending' | 'sent' | 'failed';

  @Column('text', { name: 'error_code', nullable: true })
  errorCode!: string | null;

  /** Where answers will come from, while the provider has yet to report; null where its answer was its last word. */
  @Column('text', { name: 'place_id', nullable: true })
  placeId!: string | null;

  @Column('text', { name: 'external_id', nullable: true })
  externalId!: string | null;

  @Column('text', { nullable: true })
  permalink!: string | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'sent_at', nullable: true })
  sentAt!: Date | null;
}
