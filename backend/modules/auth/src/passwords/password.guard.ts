import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { AuthenticatedRequest } from '../access/principal';
import { AuthError } from '../auth.errors';
import { SignInRequest } from '../sign-in/sign-in.dto';

/**
 * Runs passport's local strategy before the route. Guards come before pipes, so what is no pair of address and password
 * passes as nobody: the validation pipe then names each wrong field, and `VerifiedPerson` refuses whatever is left.
 */
@Injectable()
export class PasswordGuard extends AuthGuard('local') {
  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const { body } = context.switchToHttp().getRequest<AuthenticatedRequest>();
    return (await isCredentials(body)) ? Boolean(await super.canActivate(context)) : true;
  }

  /** Called by passport's guard with what the strategy found. */
  override handleRequest<User>(error: Error | null, user: User | false): User {
    if (error) throw error;
    if (!user) throw new AuthError('invalid_credentials');
    return user;
  }
}

async function isCredentials(body: unknown): Promise<boolean> {
  if (typeof body !== 'object' || body === null) return false;
  const { email, password } = body as Record<string, unknown>;
  const errors = await validate(plainToInstance(SignInRequest, { email, password }));
  return errors.length === 0;
}
