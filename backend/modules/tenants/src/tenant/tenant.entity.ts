import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { CurrencyDisplay } from './currency-display';

/** A business: the owner of everything that has a tenant_id. */
@Entity('tenants')
export class Tenant {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { unique: true })
  slug!: string;

  /** IANA name; the tenant's days and months are those of this zone. */
  @Column('text', { name: 'time_zone' })
  timeZone!: string;

  @Column('text', { name: 'currency_display', default: 'symbol' })
  currencyDisplay!: CurrencyDisplay;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;

  @Column({ type: 'timestamptz', name: 'onboarding_completed_at', precision: 3, nullable: true })
  onboardingCompletedAt!: Date | null;
}
