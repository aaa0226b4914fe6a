import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The password of a person, as an argon2id hash. */
@Entity('password_credentials')
export class PasswordCredential {
  @PrimaryColumn('uuid', { name: 'user_id' })
  userId!: string;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column({ type: 'timestamptz', name: 'changed_at', precision: 3 })
  changedAt!: Date;
}
