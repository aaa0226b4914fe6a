import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One line of the story of a business's billing. */
@Entity('billing_timeline')
export class TimelineEntry {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('timestamptz', { name: 'occurred_at' })
  occurredAt!: Date;

  /** What kind of thing happened, for an icon. */
  @Column('text')
  kind!: string;

  /** What happened, in a sentence. */
  @Column('text')
  summary!: string;

  /** Where there is more to see, at Stripe. */
  @Column('text', { nullable: true })
  url!: string | null;
}
