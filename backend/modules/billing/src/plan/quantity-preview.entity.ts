import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A change whose price somebody was shown. Only what was shown can be confirmed, counted from the same moment. */
@Entity('quantity_previews')
export class QuantityPreview {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('text', { name: 'stripe_subscription_id' })
  stripeSubscriptionId!: string;

  @Column('integer', { name: 'from_quota' })
  fromQuota!: number;

  @Column('integer', { name: 'agent_count' })
  agentCount!: number;

  /** Seconds since 1970 by Stripe's clock. */
  @Column('integer', { name: 'proration_date' })
  prorationDate!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
