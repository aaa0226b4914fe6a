import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { normaliseEmail, type Person } from '@konstruct/tenants';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-local';
import { anonymousCause } from '../access/principal';
import { clientOf } from '../client';
import { PasswordCheck } from './password-check';

/** Recognises a person by e-mail address and password, as often as the throttle allows. */
@Injectable()
export class LocalStrategy extends PassportStrategy(Strategy, 'local') {
  constructor(private readonly passwords: PasswordCheck) {
    super({ usernameField: 'email', passReqToCallback: true });
  }

  async validate(request: FastifyRequest, emailAsTyped: string, password: string): Promise<Person | false> {
    const credentials = { email: normaliseEmail(emailAsTyped), password };
    return (await this.passwords.verify(anonymousCause(request.id), credentials, clientOf(request))) ?? false;
  }
}
