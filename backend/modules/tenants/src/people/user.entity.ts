import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person. How they prove who they are is the auth module's matter. */
@Entity('users')
export class User {
  @PrimaryColumn('uuid')
  id!: string;

  /** Normalised by `normaliseEmail`, so that one address is one person. */
  @Column('text', { unique: true })
  email!: string;

  @Column('text')
  name!: string;

  @Column({ type: 'timestamptz', name: 'created_at', precision: 3 })
  createdAt!: Date;
}

/** What the rest of the product needs to know of a person. */
export type Person = Pick<User, 'id' | 'email' | 'name'>;
