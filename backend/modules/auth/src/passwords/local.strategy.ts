import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { normaliseEmail, type Person } from '@konstruct/tenants';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { anonymousCause } from '../access/principal';
import { clientOf } from '../client';
import { KnownDevices } from '../throttling/known-devices';
import { Throttle } from '../throttling/throttle';
import { Accounts } from './accounts';

/** Recognises a person by e-mail address and password, as often as the throttle allows. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(
    private readonly accounts: Accounts,
    private readonly throttle: Throttle,
    private readonly devices: KnownDevices,
  ) {
    super({ usernameField: 'email', passReqToCallback: true });
  }

  async validate(request: FastifyRequest, emailAsTyped: string, password: string): Promise<Person | false> {
    const cause = anonymousCause(request.id);
    const email = normaliseEmail(emailAsTyped);
    const { address, deviceCookie } = clientOf(request);
    const deviceId = this.devices.recognise(deviceCookie, email);
    const reservation = await this.throttle.reserveSignIn(cause, { email, address, deviceId });
    const person = await this.accounts.verify(cause, email, password);
    if (!person) return false;
    await this.throttle.release(cause, reservation);
    return person;
  }
}
