import { Injectable } from '@nestjs/common';
import type { Transaction } from '@konstruct/platform';
import { UserStore, type Person } from '@konstruct/tenants';
import { AuthError } from '../auth.errors';
import { PasswordCredential } from './password-credential.entity';

/** A person with what their password is checked against. */
export interface Account {
  readonly person: Person;
  readonly passwordHash: string | null;
}

/** Reads and writes people together with their passwords. */
@Injectable()
export class AccountStore {
  constructor(private readonly users: UserStore) {}

  /** Refuses an address that has an account, also when two sign-ups of it run at the same time. */
  async register(transaction: Transaction, person: Person, passwordHash: string, at: Date): Promise<void> {
    const isNew = await this.users.insert(transaction, person, at);
    if (!isNew) throw new AuthError('email_taken');
    await transaction.manager.insert(PasswordCredential, { userId: person.id, passwordHash, changedAt: at });
  }

  async findByEmail({ manager }: Transaction, email: string): Promise<Account | null> {
    const rows: (Person & { passwordHash: string | null })[] = await manager.query(
      `SELECT u.id, u.email, u.name, c.password_hash AS "passwordHash"
       FROM users u LEFT JOIN password_credentials c ON c.user_id = u.id WHERE u.email = $1`,
      [email],
    );
    const [row] = rows;
    if (!row) return null;
    const { passwordHash, ...person } = row;
    return { person, passwordHash };
  }
}
