import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import {
  ENVIRONMENT,
  PLATFORM_SETTINGS,
  provideSettings,
  readSettings,
  type PlatformSettings,
} from '@konstruct/platform';
import { TenantsModule } from '@konstruct/tenants';
import { AccessGuard } from './access/access.guard';
import { BearerStrategy } from './access/bearer.strategy';
import { CsrfTokens } from './access/csrf-tokens';
import { PlatformAdmins } from './access/platform-admins';
import { SameOriginGuard } from './access/same-origin.guard';
import { SessionCookieStrategy } from './access/session-cookie.strategy';
import { AUTH_SETTINGS, authSettings } from './auth.config';
import { AccountStore } from './passwords/account.store';
import { Accounts } from './passwords/accounts';
import { LocalStrategy } from './passwords/local.strategy';
import { PasswordGuard } from './passwords/password.guard';
import { PasswordHasher } from './passwords/password-hasher';
import { PersonalTrail } from './personal-trail';
import { accessTokenOptions } from './sessions/access-token';
import { RefreshTokenStore } from './sessions/refresh-token.store';
import { SessionCookies } from './sessions/session-cookies';
import { SessionKeeper } from './sessions/session-keeper';
import { SessionStore } from './sessions/session.store';
import { TokenIssuer } from './sessions/token-issuer';
import { AuthController } from './sign-in/auth.controller';
import { InvitationAcceptance } from './sign-in/invitation-acceptance';
import { SessionPresenter } from './sign-in/session-presenter';
import { SessionsController } from './sign-in/sessions.controller';
import { SignInDesk } from './sign-in/sign-in-desk';
import { SignUpDesk } from './sign-in/sign-up-desk';
import { TokensController } from './sign-in/tokens.controller';
import { AttemptCounterStore } from './throttling/attempt-counter.store';
import { KnownDevices } from './throttling/known-devices';
import { Throttle } from './throttling/throttle';

const accessTokens = JwtModule.registerAsync({
  inject: [ENVIRONMENT, PLATFORM_SETTINGS],
  useFactory: (environment: NodeJS.ProcessEnv, platform: PlatformSettings) =>
    accessTokenOptions(platform, readSettings(authSettings, environment)),
});

/** Who somebody is and whether they may: sign-up, sign-in, sessions, tokens, and the guard before every route. */
@Module({
  imports: [TenantsModule, PassportModule, accessTokens],
  controllers: [AuthController, TokensController, SessionsController],
  providers: [
    provideSettings(AUTH_SETTINGS, authSettings),
    { provide: APP_GUARD, useExisting: AccessGuard },
    AccessGuard,
    AccountStore,
    Accounts,
    AttemptCounterStore,
    BearerStrategy,
    CsrfTokens,
    InvitationAcceptance,
    KnownDevices,
    LocalStrategy,
    PasswordGuard,
    PasswordHasher,
    PersonalTrail,
    PlatformAdmins,
    RefreshTokenStore,
    SameOriginGuard,
    SessionCookies,
    SessionCookieStrategy,
    SessionKeeper,
    SessionPresenter,
    SessionStore,
    SignInDesk,
    SignUpDesk,
    Throttle,
    TokenIssuer,
  ],
  exports: [AccessGuard],
})
export class AuthModule {}
