import type { KeyObject } from 'node:crypto';
import type { JwtModuleOptions } from '@nestjs/jwt';
import type { PlatformSettings } from '@konstruct/platform';
import type { AuthSettings } from '../auth.config';
import { derivedKey } from '../derived-key';

/** Access tokens are short-lived; the session behind them is looked up on each use all the same. */
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** The claims of an access token beyond the registered ones. */
export interface AccessTokenClaims {
  /** The person. */
  readonly sub: string;
  /** The session (the family of refresh tokens) that the token lives and dies with. */
  readonly sid: string;
}

/** Who issues access tokens and whom they are meant for: this installation. */
export function accessTokenScope(settings: PlatformSettings): { issuer: string; audience: string } {
  return { issuer: settings.PUBLIC_URL, audience: new URL('/api', settings.PUBLIC_URL).toString() };
}

/** The key that signs access tokens. */
export function accessTokenKey(settings: AuthSettings): KeyObject {
  return derivedKey(settings.SESSION_SECRET, 'access token');
}

/** How @nestjs/jwt signs access tokens. */
export function accessTokenOptions(platform: PlatformSettings, auth: AuthSettings): JwtModuleOptions {
  return {
    secret: accessTokenKey(auth),
    signOptions: { algorithm: 'HS256', expiresIn: ACCESS_TOKEN_SECONDS, ...accessTokenScope(platform) },
  };
}
