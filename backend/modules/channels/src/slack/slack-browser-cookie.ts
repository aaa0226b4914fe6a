import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { PLATFORM_SETTINGS, type PlatformSettings } from '@konstruct/platform';
import type {} from '@fastify/cookie';
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'konstruct_slack_connect';
const PATH = '/api/portal/channels/slack';
const LIFETIME_SECONDS = 10 * 60;
const TOKEN = /^[\w-]{43}$/;

/** Recognises the browser in which a connection was begun. Scripts cannot read the cookie and other paths do not get it. */
@Injectable()
export class SlackBrowserCookie {
  private readonly isSecure: boolean;

  constructor(@Inject(PLATFORM_SETTINGS) settings: PlatformSettings) {
    this.isSecure = settings.PUBLIC_URL.startsWith('https://');
  }

  /** Keeps the browser's token, so that two tabs can connect two workspaces at once, and gives it ten more minutes. */
  keep(request: FastifyRequest, reply: FastifyReply): string {
    const token = this.read(request) ?? randomBytes(32).toString('base64url');
    // Lax, because Slack sends the browser here by a link of its own site.
    void reply.setCookie(NAME, token, {
      path: PATH,
      httpOnly: true,
      sameSite: 'lax',
      secure: this.isSecure,
      maxAge: LIFETIME_SECONDS,
    });
    return token;
  }

  read(request: FastifyRequest): string | undefined {
    const token = request.cookies[NAME];
    return token !== undefined && TOKEN.test(token) ? token : undefined;
  }
}
