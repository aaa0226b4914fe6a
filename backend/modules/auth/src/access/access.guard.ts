import { Injectable, Logger, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { isAllowed, type Permission, type Role } from '@konstruct/contracts';
import { ACCESS_RULE, RequestError, type AccessRule, type TenantContext, type UserContext } from '@konstruct/platform';
import type { FastifyReply } from 'fastify';
import { CsrfTokens } from './csrf-tokens';
import { PlatformAdmins } from './platform-admins';
import { userContextOf, type AuthenticatedRequest } from './principal';
import { requestedTenant } from './requested-tenant';

/**
 * The one door of the API. Every route passes it: a route without a rule is refused, a caller without a session is refused,
 * and whoever is no member of a tenant learns nothing of it, not even that it exists.
 */
@Injectable()
export class AccessGuard extends AuthGuard(['bearer', 'session-cookie']) {
  private readonly logger = new Logger(AccessGuard.name);

  constructor(
    private readonly reflector: Reflector,
    private readonly csrf: CsrfTokens,
    private readonly platformAdmins: PlatformAdmins,
  ) {
    super();
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    const rule = this.ruleOf(context);
    if (rule.kind === 'public' && !rule.recognisesCaller) return true;
    await super.canActivate(context);
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    if (!request.user) return this.admitNobody(rule);
    this.csrf.check(request, request.user);
    const user = userContextOf(request.user, request.id);
    request.requestContext = user;
    request.userContext = user;
    if (rule.kind === 'platform_admin' && !(await this.platformAdmins.includes(user.userId))) {
      throw new RequestError('forbidden');
    }
    if (rule.kind === 'tenant') request.tenantContext = enter(request, user, request.user.role, rule.permission);
    return true;
  }

  /** Called by passport's guard with what the strategies found. */
  override handleRequest<User>(
    error: Error | null,
    user: User | false,
    _info: unknown,
    context: ExecutionContext,
  ): User {
    if (error) throw error;
    if (user) return user;
    // The declared type of passport's guard knows no "nobody".
    if (this.ruleOf(context).kind === 'public') return null as User;
    void context.switchToHttp().getResponse<FastifyReply>().header('www-authenticate', 'Bearer');
    throw new RequestError('not_signed_in');
  }

  private admitNobody(rule: AccessRule): boolean {
    if (rule.kind !== 'public') throw new RequestError('not_signed_in');
    return true;
  }

  private ruleOf(context: ExecutionContext): AccessRule {
    const targets = [context.getHandler(), context.getClass()];
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, targets);
    if (rule) return rule;
    this.logger.error(`${context.getClass().name}.${context.getHandler().name} declares no access rule and is refused`);
    throw new RequestError('forbidden');
  }
}

function enter(
  request: AuthenticatedRequest,
  user: UserContext,
  role: Role | null,
  permission: Permission,
): TenantContext {
  const tenantId = requestedTenant(request);
  if (!tenantId || !role) throw new RequestError('not_found');
  if (!isAllowed(role, permission)) throw new RequestError('forbidden');
  return { tenantId, role, requestId: user.requestId, actor: user.actor };
}
