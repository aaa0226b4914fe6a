import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { AuthenticatedRequest } from '../access/principal';
import { AuthError } from '../auth.errors';
import { SecondStepRequest } from './second-step.dto';

/**
 * Runs passport's second-factor strategy before the route; what is not a challenge and a code passes as nobody, as with
 * PasswordGuard. Nor does what has other fields besides: the pipe refuses it, and the code would be used up.
 */
@Injectable()
export class SecondFactorGuard extends AuthGuard('second-factor') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    return (await isSecondStep(body)) ? Boolean(await super.canActivate(context)) : true;
  }

  /** Called by passport's guard with what the strategy found. */
  override handleRequest<User>(error: Error | null, user: User | false): User {
    if (error) throw error;
    if (!user) throw new AuthError('second_factor_refused');
    return user;
  }
}

async function isSecondStep(body: unknown): Promise<boolean> {
  if (typeof body !== 'object' || body === null) return false;
  const options = { whitelist: true, forbidNonWhitelisted: true };
  return (await validate(plainToInstance(SecondStepRequest, body), options)).length === 0;
}
