import { Column, Entity, PrimaryColumn } from 'typeorm';

/** An event of Stripe's that was worked on; its row is written in the transaction of its effect, so it is there once or not at all. */
@Entity('stripe_events')
export class StripeEvent {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  type!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'received_at' })
  receivedAt!: Date;
}
