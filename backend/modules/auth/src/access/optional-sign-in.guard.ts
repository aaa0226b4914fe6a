import { Injectable, type ExecutionContext } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import { CsrfTokens } from './csrf-tokens';
import type { AuthenticatedRequest } from './principal';

/** On a public route: recognises the caller where there is a session, and lets everybody else pass as nobody. */
@Injectable()
export class OptionalSignInGuard extends AuthGuard(['bearer', 'session-cookie']) {
  constructor(private readonly csrf: CsrfTokens) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (request.user) this.csrf.check(request, request.user);
    return true;
  }

  /** Called by passport's guard with what the strategies found. */
  override handleRequest<User>(error: Error | null, user: User | false): User {
    if (error) throw error;
    // The declared type of passport's guard knows no "nobody"; routes read the user through MaybePrincipal, which does.
    return (user || null) as User;
  }
}
