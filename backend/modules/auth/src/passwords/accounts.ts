import { Injectable } from '@nestjs/common';
import { Clock, Database, RequestError, type RequestContext, type Transaction } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { AccountStore } from './account.store';
import { PasswordHasher } from './password-hasher';
import { weaknessOf } from './password-policy';

/** Makes accounts and checks passwords. Hashing happens outside transactions: it takes tens of milliseconds. */
@Injectable()
export class Accounts {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly accounts: AccountStore,
    private readonly hasher: PasswordHasher,
  ) {}

  /** Refuses a password that would be guessed. */
  assertAcceptable(password: string, email: string): void {
    const detail = weaknessOf(password, email);
    if (detail) throw new RequestError('validation_failed', { fields: [{ pointer: '/password', detail }] });
  }

  hash(password: string): Promise<string> {
    return this.hasher.hash(password);
  }

  register(transaction: Transaction, person: Person, passwordHash: string): Promise<void> {
    return this.accounts.register(transaction, person, passwordHash, this.clock.now());
  }

  async hasAccount(cause: RequestContext, email: string): Promise<boolean> {
    const account = await this.database.outsideTenants(cause, (transaction) =>
      this.accounts.findByEmail(transaction, email),
    );
    return account !== null;
  }

  /** The person with this address and password; null for a wrong one of either, after the same time. */
  async verify(cause: RequestContext, email: string, password: string): Promise<Person | null> {
    const account = await this.database.outsideTenants(cause, (transaction) =>
      this.accounts.findByEmail(transaction, email),
    );
    const isMatch = await this.hasher.matches(account?.passwordHash ?? null, password);
    return isMatch ? (account?.person ?? null) : null;
  }
}
