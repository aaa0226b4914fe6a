import { Injectable } from '@nestjs/common';
import { Clock, Database, type UserContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { AuthError } from '../auth.errors';
import type { Client } from '../client';
import { PasswordCheck } from '../passwords/password-check';
import { SET_UP_MS } from './second-factor-check';
import { SecondFactorStore } from './second-factor.store';
import { SeedVault } from './seed-vault';
import { enrolmentUri, newSeed } from './time-codes';

/** What an authenticator app is set up with. It leaves the product in this one answer. */
export interface SetUpOffer {
  readonly seed: string;
  readonly uri: string;
  readonly expiresAt: Date;
}

/** Begins the set-up of a second factor for whoever shows that it is still them. */
@Injectable()
export class SecondFactorSetUp {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: PasswordCheck,
    private readonly vault: SeedVault,
    private readonly store: SecondFactorStore,
  ) {}

  async start(caller: UserContext, person: Person, password: string, client: Client): Promise<SetUpOffer> {
    await this.passwords.assertOwn(caller, person, password, client);
    const seed = newSeed();
    const sealed = await this.vault.seal(person.id, seed);
    const startedAt = this.clock.now();
    const hasBegun = await this.database.outsideTenants(caller, (transaction) =>
      this.store.begin(transaction, { userId: person.id, startedAt, ...sealed }),
    );
    if (!hasBegun) throw new AuthError('second_factor_is_on');
    return { seed, uri: enrolmentUri(seed, person.email), expiresAt: new Date(startedAt.getTime() + SET_UP_MS) };
  }
}
