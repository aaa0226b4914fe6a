import { Injectable } from '@nestjs/common';
import { RequestError, type RequestContext } from '@konstruct/platform';
import type { Person } from '@konstruct/tenants';
import type { Client } from '../client';
import { KnownDevices } from '../throttling/known-devices';
import { Throttle } from '../throttling/throttle';
import { Accounts } from './accounts';

/** Checks a password as often as the throttle allows: when signing in, and where it is asked for again. */
@Injectable()
export class PasswordCheck {
  constructor(
    private readonly accounts: Accounts,
    private readonly throttle: Throttle,
    private readonly devices: KnownDevices,
  ) {}

  /** The person with this address and password; null for a wrong one of either. */
  async verify(
    cause: RequestContext,
    { email, password }: { email: string; password: string },
    { address, deviceCookie }: Client,
  ): Promise<Person | null> {
    const deviceId = this.devices.recognise(deviceCookie, email);
    const reservation = await this.throttle.reserveSignIn(cause, { email, address, deviceId });
    const person = await this.accounts.verify(cause, email, password);
    if (person) await this.throttle.release(cause, reservation);
    return person;
  }

  /** Whoever is signed in shows that it is still them. A wrong one is a wrong field, since their session is not in question. */
  async assertOwn(cause: RequestContext, { email }: Person, password: string, client: Client): Promise<void> {
    if (await this.verify(cause, { email, password }, client)) return;
    throw new RequestError('validation_failed', {
      fields: [{ pointer: '/password', detail: 'This is not your password.' }],
    });
  }
}
