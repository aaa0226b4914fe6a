import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { PLATFORM_SETTINGS, type PlatformSettings } from '@konstruct/platform';
import type { FastifyRequest } from 'fastify';
import { AuthError } from '../auth.errors';
import { isSameOrigin } from './same-origin';

/** Keeps other sites' pages from signing a visitor in (login CSRF), where there is no session yet to bind a token to. */
@Injectable()
export class SameOriginGuard implements CanActivate {
  constructor(@Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings) {}

  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    const fetchSite = headers['sec-fetch-site'];
    const origin = {
      fetchSite: typeof fetchSite === 'string' ? fetchSite : undefined,
      origin: headers.origin,
      host: headers.host,
    };
    if (!isSameOrigin(origin, this.settings.PUBLIC_URL)) throw new AuthError('cross_site_request');
    return true;
  }
}
