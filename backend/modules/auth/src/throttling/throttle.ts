import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, type RequestContext } from '@konstruct/platform';
import { AUTH_SETTINGS, type AuthSettings } from '../auth.config';
import { AuthError } from '../auth.errors';
import { AttemptCounterStore } from './attempt-counter.store';
import { isBeyond, networkOf, secondsUntil, subjectOf, type AttemptLimit } from './attempt-limit';

/** A sign-in that was counted before its password was checked. */
export interface SignInReservation {
  readonly account: AttemptLimit;
  readonly address: AttemptLimit;
}

const SIGN_IN_WINDOW_MS = 15 * 60 * 1_000;
const SIGN_UP_WINDOW_MS = 60 * 60 * 1_000;

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
  ): Promise<SignInReservation> {
    const windowMs = SIGN_IN_WINDOW_MS;
    const limit = this.settings.SIGN_IN_FAILURES_PER_ACCOUNT;
    const account: AttemptLimit =
      deviceId === null
        ? { kind: 'sign_in.account', subject: subjectOf(email), limit, windowMs }
        : { kind: 'sign_in.device', subject: subjectOf(deviceId), limit, windowMs };
    const reservation = { account, address: this.addressLimit(address) };
    await this.count(cause, [reservation.account, reservation.address]);
    return reservation;
  }

  /** The password was right: the account starts anew, the address gets its attempt back. */
  async release(cause: RequestContext, { account, address }: SignInReservation): Promise<void> {
    await this.database.outsideTenants(cause, async (transaction) => {
      await this.counters.reset(transaction, account);
      await this.counters.takeBack(transaction, address);
    });
  }

  async countSignUp(cause: RequestContext, address: string): Promise<void> {
    const limit = this.settings.SIGN_UPS_PER_ADDRESS;
    const subject = subjectOf(networkOf(address));
    await this.count(cause, [{ kind: 'sign_up.address', subject, limit, windowMs: SIGN_UP_WINDOW_MS }]);
  }

  private addressLimit(address: string): AttemptLimit {
    const limit = this.settings.SIGN_IN_FAILURES_PER_ADDRESS;
    return { kind: 'sign_in.address', subject: subjectOf(networkOf(address)), limit, windowMs: SIGN_IN_WINDOW_MS };
  }

  /** Refusing rolls the whole attempt back: someone who retries while locked out must not use up their office's address. */
  private async count(cause: RequestContext, limits: readonly AttemptLimit[]): Promise<void> {
    const now = this.clock.now();
    await this.database.outsideTenants(cause, async (transaction) => {
      for (const limit of limits) {
        const count = await this.counters.add(transaction, limit, now);
        if (!isBeyond(count, limit)) continue;
        throw new AuthError('too_many_attempts', { retryAfterSeconds: secondsUntil(count.windowEndsAt, now) });
      }
      await this.counters.purge(transaction, now);
    });
  }
}
