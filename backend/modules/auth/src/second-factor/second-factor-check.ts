import { Injectable } from '@nestjs/common';
import { Clock, Database, type RequestContext, type Transaction } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { contextOf } from '../access/principal';
import { AuthError } from '../auth.errors';
import type { Client } from '../client';
import { PersonalTrail } from '../personal-trail';
import { CodeThrottle } from '../throttling/code-throttle';
import { hashOfRecoveryCode } from './recovery-codes';
import { SeedVault } from './seed-vault';
import { SecondFactorStore, type SecondFactor } from './second-factor.store';
import { stepOfCode } from './time-codes';

/** A set-up that was begun is good for this long. */
export const SET_UP_MS = 60 * 60 * 1_000;

/** A code that is right for a set-up that is not confirmed yet. */
export interface FirstCode {
  readonly setUp: SecondFactor;
  readonly step: number;
}

/** Checks codes of the authenticator app and recovery codes. Each is accepted once, and guessing is slowed down. */
@Injectable()
export class SecondFactorCheck {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly store: SecondFactorStore,
    private readonly vault: SeedVault,
    private readonly throttle: CodeThrottle,
    private readonly trail: PersonalTrail,
  ) {}

  /** Whether a session needs a code, asked in the transaction that opens it: it cannot slip past a factor being turned on. */
  async isNeeded(transaction: Transaction, userId: string): Promise<boolean> {
    await this.store.lockPerson(transaction, userId, 'KEY SHARE');
    return isOn(await this.store.find(transaction, userId));
  }

  /** Uses up a code of either kind; false for a wrong one, for one that was used before, and where nobody asks for one. */
  async verify(cause: RequestContext, person: Person, code: string, client: Client): Promise<boolean> {
    const factor = await this.find(cause, person.id);
    if (!isOn(factor)) return false;
    const isRight = await this.throttle.guard(cause, person, client, () => this.use(cause, person, factor, code));
    if (!isRight) await this.recordRefusal(cause, person);
    return isRight;
  }

  /** The first code of a set-up; null for a wrong one. Not used up: confirming does that. */
  async verifyFirst(cause: RequestContext, person: Person, code: string, client: Client): Promise<FirstCode | null> {
    const setUp = await this.find(cause, person.id);
    if (isOn(setUp)) throw new AuthError('second_factor_is_on');
    const now = this.clock.now();
    if (!setUp || now.getTime() - setUp.startedAt.getTime() > SET_UP_MS)
      throw new AuthError('second_factor_not_started');
    const step = await this.throttle.guard(cause, person, client, () => this.stepOf(setUp, code));
    return step === null ? null : { setUp, step };
  }

  private async use(cause: RequestContext, person: Person, factor: SecondFactor, code: string): Promise<boolean> {
    // Not encrypted, so they work also when the key of the seeds is lost.
    const hash = hashOfRecoveryCode(code);
    if (hash) return this.useRecoveryCode(cause, person, hash);
    const step = await this.stepOf(factor, code);
    if (step === null) return false;
    return this.database.outsideTenants(cause, (transaction) => this.store.useStep(transaction, factor, step));
  }

  private async useRecoveryCode(cause: RequestContext, person: Person, hash: Buffer): Promise<boolean> {
    const left = await this.database.outsideTenants(cause, async (transaction) => {
      const isUsed = await this.store.useRecoveryCode(transaction, person.id, hash);
      return isUsed ? this.store.countRecoveryCodes(transaction, person.id) : null;
    });
    if (left === null) return false;
    const rest = left === 1 ? '1 is left' : `${left} are left`;
    await this.trail.record(contextOf(cause, person), {
      event_type: 'user.recovery_code_used',
      summary: `${person.name} used a recovery code; ${rest}.`,
      notice: {
        kind: 'user.recovery_code_used',
        severity: 'warning',
        title: `A recovery code of yours was used; ${rest}`,
        body: 'If it was not you, sign out everywhere else and make new recovery codes. If few are left, make new ones too.',
      },
    });
    return true;
  }

  private async stepOf(factor: SecondFactor, code: string): Promise<number | null> {
    return stepOfCode(await this.vault.open(factor.userId, factor), code.replaceAll(/\s/g, ''), this.clock.now());
  }

  private find(cause: RequestContext, userId: string): Promise<SecondFactor | null> {
    return this.database.outsideTenants(cause, (transaction) => this.store.find(transaction, userId));
  }

  private recordRefusal(cause: RequestContext, person: Person): Promise<void> {
    return this.trail.record(contextOf(cause, person), {
      event_type: 'user.second_factor_refused',
      summary: `A code that was entered for ${person.name} was not valid.`,
    });
  }
}

/** Whether a person has a second factor, and not just the beginning of one. */
export function isOn(factor: SecondFactor | null): factor is SecondFactor & { confirmedAt: Date } {
  return factor !== null && factor.confirmedAt !== null;
}
