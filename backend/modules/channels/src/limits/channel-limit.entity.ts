import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A limit of the provider that was reached. It is over by its time; what is older says nothing any more. */
@Entity('channel_limits')
export class ChannelLimit {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'connection_id' })
  connectionId!: string;

  /** What is held back, in the words of the provider's driver: a method, a person, everything. */
  @PrimaryColumn('text')
  scope!: string;

  /** The provider's code. */
  @Column('text')
  code!: string;

  @Column('timestamptz')
  until!: Date;

  /** How many were sent away meanwhile: each was told a later time, so that not all come at once when it is over. */
  @Column('int')
  waiting!: number;
}
