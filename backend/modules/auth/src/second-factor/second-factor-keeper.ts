import { Injectable } from '@nestjs/common';
import { Clock, Database, RequestError, type UserContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import { AuthError } from '../auth.errors';
import type { Client } from '../client';
import { PasswordCheck } from '../passwords/password-check';
import { PersonalTrail, type PersonalEvent } from '../personal-trail';
import { SessionKeeper } from '../sessions/session-keeper';
import { mintRecoveryCodes, storedFormOf } from './recovery-codes';
import { isOn, SecondFactorCheck } from './second-factor-check';
import { SecondFactorStore } from './second-factor.store';

/** What a person sees of their second factor. */
export interface SecondFactorStatus {
  /** Since when it is on; null when it is off. */
  readonly confirmedAt: Date | null;
  readonly recoveryCodesLeft: number;
}

/** Both of what a person has to show again. */
export interface Proof {
  readonly password: string;
  readonly code: string;
}

/** Turns a person's second factor on and off and makes their recovery codes. Each change is told to them and leaves a trail. */
@Injectable()
export class SecondFactorKeeper {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly passwords: PasswordCheck,
    private readonly check: SecondFactorCheck,
    private readonly store: SecondFactorStore,
    private readonly sessions: SessionKeeper,
    private readonly trail: PersonalTrail,
  ) {}

  status(caller: UserContext): Promise<SecondFactorStatus> {
    return this.database.outsideTenants(caller, async (transaction) => {
      const factor = await this.store.find(transaction, caller.userId);
      return {
        confirmedAt: factor?.confirmedAt ?? null,
        recoveryCodesLeft: isOn(factor) ? await this.store.countRecoveryCodes(transaction, caller.userId) : 0,
      };
    });
  }

  /** Ends every other session, since none of them was opened with a code. Answers the recovery codes, which nobody sees again. */
  async turnOn(caller: UserContext, person: Person, code: string, client: Client): Promise<string[]> {
    const first = await this.check.verifyFirst(caller, person, code, client);
    if (!first) throw wrongCode();
    const recoveryCodes = mintRecoveryCodes();
    await this.database.outsideTenants(caller, async (transaction) => {
      await this.store.lockPerson(transaction, person.id, 'UPDATE');
      const isConfirmed = await this.store.confirm(transaction, first.setUp, first.step, this.clock.now());
      if (!isConfirmed) throw new AuthError('second_factor_not_started');
      await this.store.replaceRecoveryCodes(transaction, person.id, recoveryCodes.map(storedFormOf));
      await this.sessions.endOthers(transaction, caller);
    });
    await this.trail.record(caller, turnedOn(person));
    return recoveryCodes;
  }

  async renewRecoveryCodes(caller: UserContext, person: Person, proof: Proof, client: Client): Promise<string[]> {
    await this.assertProven(caller, person, proof, client);
    const recoveryCodes = mintRecoveryCodes();
    await this.database.outsideTenants(caller, async (transaction) => {
      await this.store.lockPerson(transaction, person.id, 'UPDATE');
      if (!isOn(await this.store.find(transaction, person.id))) throw new AuthError('second_factor_is_off');
      await this.store.replaceRecoveryCodes(transaction, person.id, recoveryCodes.map(storedFormOf));
    });
    await this.trail.record(caller, renewed(person));
    return recoveryCodes;
  }

  async turnOff(caller: UserContext, person: Person, proof: Proof, client: Client): Promise<void> {
    await this.assertProven(caller, person, proof, client);
    const wasOn = await this.database.outsideTenants(caller, (transaction) =>
      this.store.remove(transaction, person.id),
    );
    if (!wasOn) throw new AuthError('second_factor_is_off');
    await this.trail.record(caller, turnedOff(person));
  }

  private async assertProven(caller: UserContext, person: Person, proof: Proof, client: Client): Promise<void> {
    const { confirmedAt } = await this.status(caller);
    if (!confirmedAt) throw new AuthError('second_factor_is_off');
    await this.passwords.assertOwn(caller, person, proof.password, client);
    if (!(await this.check.verify(caller, person, proof.code, client))) throw wrongCode();
  }
}

/** A wrong field and not a missing sign-in: the session is not in question. */
function wrongCode(): RequestError {
  const detail = 'This code is not valid. Codes change every 30 seconds and work once: wait for the next one.';
  return new RequestError('validation_failed', { fields: [{ pointer: '/code', detail }] });
}

function turnedOn({ name }: Person): PersonalEvent {
  return {
    event_type: 'user.second_factor_turned_on',
    summary: `${name} turned two-step sign-in on; their other sessions were ended.`,
    notice: {
      kind: 'user.second_factor_turned_on',
      severity: 'info',
      title: 'Two-step sign-in is on for your account',
      body: 'Signing in now takes a code from your authenticator app. You were signed out everywhere else.',
    },
  };
}

function turnedOff({ name }: Person): PersonalEvent {
  return {
    event_type: 'user.second_factor_turned_off',
    summary: `${name} turned two-step sign-in off.`,
    notice: {
      kind: 'user.second_factor_turned_off',
      severity: 'warning',
      title: 'Two-step sign-in is off for your account',
      body: 'Your password alone signs you in. If it was not you, sign out everywhere else and turn it on again.',
    },
  };
}

function renewed({ name }: Person): PersonalEvent {
  return {
    event_type: 'user.recovery_codes_renewed',
    summary: `${name} made new recovery codes; the earlier ones stopped working.`,
    notice: {
      kind: 'user.recovery_codes_renewed',
      severity: 'info',
      title: 'You have new recovery codes',
      body: 'The earlier ones do not work any more. If it was not you, sign out everywhere else.',
    },
  };
}
