import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type RequestContext, type UserContext } from '@konstruct/platform';
import { AUTH_SETTINGS, type AuthSettings } from '../auth.config';
import { AuthError, type AuthProblemCode } from '../auth.errors';
import { AttemptCounterStore } from './attempt-counter.store';
import { isBeyond, networkOf, secondsUntil, subjectOf, type AttemptLimit } from './attempt-limit';

/** A password or code that was counted before it was checked. */
export interface AttemptReservation {
  /** Start anew once it was right. */
  readonly own: readonly AttemptLimit[];
  /** Gets its attempt back. */
  readonly address: AttemptLimit;
}

const SIGN_IN_WINDOW_MS = 15 * 60 * 1_000;
const SIGN_UP_WINDOW_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * 60 * 60 * 1_000;
/** Six digits are soon guessed by who has all day: this many windows full of wrong codes are borne in one. */
const WINDOWS_A_DAY = 5;

/**
 * Slows down guessing, per account and per network address. Attempts are counted before the password is checked and taken
 * back when it was right, so that a burst of parallel guesses cannot slip past the limit.
 */
@Injectable()
export class Throttle {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly counters: AttemptCounterStore,
    @Inject(AUTH_SETTINGS) private readonly settings: AuthSettings,
  ) {}

  /** `deviceId` names a browser that has signed in to this account before; it has a count of its own. */
  async reserveSignIn(
    cause: RequestContext,
    { email, address, deviceId }: { email: string; address: string; deviceId: string | null },
  ): Promise<AttemptReservation> {
    const windowMs = SIGN_IN_WINDOW_MS;
    const limit = this.settings.SIGN_IN_FAILURES_PER_ACCOUNT;
    const account: AttemptLimit =
      deviceId === null
        ? { kind: 'sign_in.account', subject: subjectOf(email), limit, windowMs }
        : { kind: 'sign_in.device', subject: subjectOf(deviceId), limit, windowMs };
    return this.reserve(cause, { own: [account], address: this.addressLimit(address) });
  }

  /** Counted apart from passwords, since who guesses codes has the password. */
  reserveCode(
    cause: RequestContext,
    { userId, address, deviceId }: { userId: string; address: string; deviceId: string | null },
  ): Promise<AttemptReservation> {
    const windowMs = SIGN_IN_WINDOW_MS;
    const limit = this.settings.SIGN_IN_FAILURES_PER_ACCOUNT;
    const subject = subjectOf(userId);
    const own: AttemptLimit[] =
      deviceId === null
        ? [
            { kind: 'second_factor.account', subject, limit, windowMs },
            { kind: 'second_factor.account_day', subject, limit: limit * WINDOWS_A_DAY, windowMs: DAY_MS },
          ]
        : [{ kind: 'second_factor.device', subject: subjectOf(deviceId), limit, windowMs }];
    return this.reserve(cause, { own, address: this.addressLimit(address) });
  }

  /** It was right: the account starts anew, the address gets its attempt back. */
  async release(cause: RequestContext, { own, address }: AttemptReservation): Promise<void> {
    await this.database.outsideTenants(cause, async (transaction) => {
      for (const limit of own) await this.counters.reset(transaction, limit);
      await this.counters.takeBack(transaction, address);
    });
  }

  async countSignUp(cause: RequestContext, address: string): Promise<void> {
    await this.count(cause, [this.signUpLimit(address)]);
  }

  /** Each business has a free plan of its own. */
  async countBusiness(caller: UserContext, address: string): Promise<void> {
    const subject = subjectOf(caller.userId);
    const limit = this.settings.BUSINESSES_PER_PERSON;
    const person: AttemptLimit = { kind: 'business.person', subject, limit, windowMs: DAY_MS };
    await this.count(caller, [person, this.signUpLimit(address)], 'too_many_businesses');
  }

  private async reserve(cause: RequestContext, reservation: AttemptReservation): Promise<AttemptReservation> {
    await this.count(cause, [...reservation.own, reservation.address]);
    return reservation;
  }

  private signUpLimit(address: string): AttemptLimit {
    const limit = this.settings.SIGN_UPS_PER_ADDRESS;
    return { kind: 'sign_up.address', subject: subjectOf(networkOf(address)), limit, windowMs: SIGN_UP_WINDOW_MS };
  }

  private addressLimit(address: string): AttemptLimit {
    const limit = this.settings.SIGN_IN_FAILURES_PER_ADDRESS;
    return { kind: 'sign_in.address', subject: subjectOf(networkOf(address)), limit, windowMs: SIGN_IN_WINDOW_MS };
  }

  /** Refusing rolls the whole attempt back: someone who retries while locked out must not use up their office's address. */
  private async count(
    cause: RequestContext,
    limits: readonly AttemptLimit[],
    code: AuthProblemCode = 'too_many_attempts',
  ): Promise<void> {
    const now = this.clock.now();
    await this.database.outsideTenants(cause, async (transaction) => {
      for (const limit of limits) {
        const count = await this.counters.add(transaction, limit, now);
        if (!isBeyond(count, limit)) continue;
        throw new AuthError(code, { retryAfterSeconds: secondsUntil(count.windowEndsAt, now) });
      }
      await this.counters.purge(transaction, now);
    });
  }
}
