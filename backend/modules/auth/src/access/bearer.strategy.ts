import { Inject, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { PLATFORM_SETTINGS, type PlatformSettings } from '@konstruct/platform';
import type { FastifyRequest } from 'fastify';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { AUTH_SETTINGS, type AuthSettings } from '../auth.config';
import { accessTokenKey, accessTokenScope, type AccessTokenClaims } from '../sessions/access-token';
import { SessionKeeper } from '../sessions/session-keeper';
import { anonymousCause, toPrincipal, type Principal } from './principal';
import { requestedTenant } from './requested-tenant';

/** Recognises API clients by their access token, for as long as the session behind it lives. */
@Injectable()
export class BearerStrategy extends PassportStrategy(Strategy, 'bearer') {
  constructor(
    private readonly sessions: SessionKeeper,
    @Inject(AUTH_SETTINGS) auth: AuthSettings,
    @Inject(PLATFORM_SETTINGS) platform: PlatformSettings,
  ) {
    const key = accessTokenKey(auth);
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // jsonwebtoken takes a KeyObject and verifies 60 times as fast with it; the types of passport-jwt lag behind.
      secretOrKeyProvider: (_request, _token, done) => done(null, key as unknown as Buffer),
      algorithms: ['HS256'],
      passReqToCallback: true,
      ...accessTokenScope(platform),
    });
  }

  async validate(request: FastifyRequest, claims: AccessTokenClaims): Promise<Principal | false> {
    const mark = { id: claims.sid, tokenHash: null };
    const found = await this.sessions.recognise(anonymousCause(request.id), mark, requestedTenant(request));
    if (found?.session.person.id !== claims.sub) return false;
    return toPrincipal(found, 'access_token');
  }
}
