import { createHmac, timingSafeEqual, type KeyObject } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { RequestError } from '@konstruct/platform';
import type { FastifyRequest } from 'fastify';
import { AUTH_SETTINGS, type AuthSettings } from '../auth.config';
import { derivedKey } from '../derived-key';
import type { Principal } from './principal';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);
const HEADER = 'x-xsrf-token';

/**
 * Signed double submit: the portal reads the XSRF-TOKEN cookie, which other sites cannot, and sends it back as a header. The
 * token is an HMAC of the session, so that a cookie planted by a neighbouring subdomain is worthless.
 */
@Injectable()
export class CsrfTokens {
  private readonly key: KeyObject;

  constructor(@Inject(AUTH_SETTINGS) settings: AuthSettings) {
    this.key = derivedKey(settings.SESSION_SECRET, 'csrf token');
  }

  tokenOf(sessionId: string): string {
    return this.signatureOf(sessionId).toString('base64url');
  }

  /** Refuses a changing request that the browser's cookie alone vouches for. */
  check(request: FastifyRequest, { sessionId, via }: Principal): void {
    if (via !== 'session_cookie' || SAFE_METHODS.has(request.method)) return;
    const header = request.headers[HEADER];
    const given = Buffer.from(typeof header === 'string' ? header : '', 'base64url');
    const expected = this.signatureOf(sessionId);
    const isValid = given.length === expected.length && timingSafeEqual(given, expected);
    if (!isValid) throw new RequestError('csrf_token_invalid');
  }

  private signatureOf(sessionId: string): Buffer {
    return createHmac('sha256', this.key).update(sessionId).digest();
  }
}
