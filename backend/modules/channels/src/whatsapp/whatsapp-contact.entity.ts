import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A person who writes with a number of the business. Known by Meta's user id, by the phone number, or by both: people with a
 * user name may show no number, and older messages carry no user id. The row's own id is what conversations go by.
 */
@Entity('whatsapp_contacts')
export class WhatsappContact {
  @PrimaryColumn('uuid', { name: 'tenant_id' })
  tenantId!: string;

  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'connection_id' })
  connectionId!: string;

  @Column('text', { name: 'user_id', nullable: true })
  userId!: string | null;

  /** The phone number in digits, with the country code. */
  @Column('text', { name: 'phone', nullable: true })
  phone!: string | null;

  @Column('text')
  name!: string;

  /** By Meta's clock; for 24 hours from then on the person may be answered freely. */
  @Column('timestamptz', { name: 'last_inbound_at', nullable: true })
  lastInboundAt!: Date | null;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
