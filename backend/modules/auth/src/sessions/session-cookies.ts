import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_SETTINGS, type PlatformSettings } from '@konstruct/platform';
import type { CookieSerializeOptions } from '@fastify/cookie';
import type { FastifyReply } from 'fastify';
import { CsrfTokens } from '../access/csrf-tokens';
import { DEVICE_COOKIE, SESSION_COOKIE } from '../client';
import { ABSOLUTE_LIFETIME_MS } from './session-lifetime';

/** Read by the portal, which sends it back as the X-XSRF-TOKEN header. */
export const CSRF_COOKIE = 'XSRF-TOKEN';

const SESSION_COOKIE_SECONDS = ABSOLUTE_LIFETIME_MS / 1_000;
const DEVICE_COOKIE_SECONDS = 365 * 24 * 60 * 60;

/** Writes the cookies of a portal session. They outlive the session's idle time, which the server alone decides. */
@Injectable()
export class SessionCookies {
  private readonly shared: CookieSerializeOptions;

  constructor(
    private readonly csrf: CsrfTokens,
    @Inject(PLATFORM_SETTINGS) settings: PlatformSettings,
  ) {
    this.shared = { path: '/', sameSite: 'lax', secure: settings.PUBLIC_URL.startsWith('https://') };
  }

  set(reply: FastifyReply, sessionId: string, token: string): void {
    void reply.setCookie(SESSION_COOKIE, token, { ...this.shared, httpOnly: true, maxAge: SESSION_COOKIE_SECONDS });
    this.setCsrf(reply, sessionId);
  }

  setCsrf(reply: FastifyReply, sessionId: string): void {
    const token = this.csrf.tokenOf(sessionId);
    void reply.setCookie(CSRF_COOKIE, token, { ...this.shared, httpOnly: false, maxAge: SESSION_COOKIE_SECONDS });
  }

  setDevice(reply: FastifyReply, cookie: string): void {
    void reply.setCookie(DEVICE_COOKIE, cookie, { ...this.shared, httpOnly: true, maxAge: DEVICE_COOKIE_SECONDS });
  }

  /** The device stays known after signing out. */
  clear(reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, { ...this.shared, httpOnly: true });
    void reply.clearCookie(CSRF_COOKIE, this.shared);
  }
}
