import { Column, Entity, PrimaryColumn } from 'typeorm';

/** How often something was tried within a window of time. The subject is a hash: no address or e-mail is kept. */
@Entity('attempt_counters')
export class AttemptCounter {
  @PrimaryColumn('text')
  kind!: string;

  @PrimaryColumn('bytea')
  subject!: Buffer;

  @Column('integer')
  attempts!: number;

  @Column({ type: 'timestamptz', name: 'window_ends_at', precision: 3 })
  windowEndsAt!: Date;
}
