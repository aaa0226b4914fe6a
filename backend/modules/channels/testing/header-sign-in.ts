import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { AuthorizedRequest } from '@konstruct/platform';

/** Stands in for the access guard: whoever the test's headers name is signed in, as owner of the business they name. */
@Injectable()
export class HeaderSignIn implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AuthorizedRequest>();
    const userId = request.headers['x-test-user'];
    const tenantId = request.headers['x-test-tenant'];
    if (typeof userId !== 'string' || typeof tenantId !== 'string') return true;
    const actor = { kind: 'user', id: userId, name: 'Grace Hopper' } as const;
    request.userContext = { requestId: request.id, actor, userId, sessionId: 'session' };
    request.tenantContext = { requestId: request.id, actor, tenantId, role: 'owner' };
    return true;
  }
}
