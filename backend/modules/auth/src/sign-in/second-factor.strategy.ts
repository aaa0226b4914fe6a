import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { Database } from '@konstruct/platform';
import { UserStore, type Person } from '@konstruct/tenants';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { anonymousCause } from '../access/principal';
import { AuthError } from '../auth.errors';
import { clientOf } from '../client';
import { SecondFactorCheck } from '../second-factor/second-factor-check';
import type { SecondStepRequest } from './second-step.dto';
import { SignInChallenges } from './sign-in-challenges';

/** Recognises a person by the challenge that their password earned and a code, as often as the throttle allows. */
@Injectable()
export class SecondFactorStrategy extends PassportStrategy(Strategy, 'second-factor') {
  constructor(
    private readonly database: Database,
    private readonly users: UserStore,
    private readonly challenges: SignInChallenges,
    private readonly secondFactors: SecondFactorCheck,
  ) {
    super();
  }

  async validate(request: FastifyRequest): Promise<Person | false> {
    const cause = anonymousCause(request.id);
    const { challenge, code } = request.body as SecondStepRequest;
    const userId = this.challenges.open(challenge);
    const person =
      userId && (await this.database.outsideTenants(cause, (transaction) => this.users.findById(transaction, userId)));
    if (!person) throw new AuthError('sign_in_expired');
    const { id, email, name } = person;
    const isRight = await this.secondFactors.verify(cause, { id, email, name }, code, clientOf(request));
    return isRight ? { id, email, name } : false;
  }
}
