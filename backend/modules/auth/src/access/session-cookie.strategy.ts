import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy } from 'passport-custom';
import { SESSION_COOKIE } from '../client';
import { SessionKeeper } from '../sessions/session-keeper';
import { hashOfToken } from '../sessions/secret-token';
import { anonymousCause, toPrincipal, type Principal } from './principal';
import { requestedTenant } from './requested-tenant';

/** Recognises the portal by its session cookie. */
@Injectable()
export class SessionCookieStrategy extends PassportStrategy(Strategy, 'session-cookie') {
  constructor(private readonly sessions: SessionKeeper) {
    super();
  }

  /** A request that brings a token wants to be judged by it; a bad token is not made good by a cookie. */
  async validate(request: FastifyRequest): Promise<Principal | false> {
    const token = request.cookies[SESSION_COOKIE];
    if (!token || request.headers.authorization !== undefined) return false;
    const mark = { tokenHash: hashOfToken(token), id: null };
    const found = await this.sessions.recognise(anonymousCause(request.id), mark, requestedTenant(request));
    return found ? toPrincipal(found, 'session_cookie') : false;
  }
}
