import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { NoticesModule } from '@konstruct/notices';
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
import { FoundingController } from './founding/founding.controller';
import { AccountStore } from './passwords/account.store';
import { Accounts } from './passwords/accounts';
import { LocalStrategy } from './passwords/local.strategy';
import { PasswordCheck } from './passwords/password-check';
import { PasswordGuard } from './passwords/password.guard';
import { PasswordHasher } from './passwords/password-hasher';
import { PersonalTrail } from './personal-trail';
import { SecondFactorCheck } from './second-factor/second-factor-check';
import { SecondFactorController } from './second-factor/second-factor.controller';
import { SecondFactorKeeper } from './second-factor/second-factor-keeper';
import { SecondFactorSetUp } from './second-factor/second-factor-set-up';
import { SecondFactorStore } from './second-factor/second-factor.store';
import { SeedVault } from './second-factor/seed-vault';
import { accessTokenOptions } from './sessions/access-token';
import { RefreshTokenStore } from './sessions/refresh-token.store';
import { SessionCookies } from './sessions/session-cookies';
import { SessionKeeper } from './sessions/session-keeper';
import { SessionStore } from './sessions/session.store';
import { TokenIssuer } from './sessions/token-issuer';
import { AuthController } from './sign-in/auth.controller';
import { InvitationAcceptance } from './sign-in/invitation-acceptance';
import { SecondFactorStrategy } from './sign-in/second-factor.strategy';
import { SessionPresenter } from './sign-in/session-presenter';
import { SessionsController } from './sign-in/sessions.controller';
import { SignInChallenges } from './sign-in/sign-in-challenges';
import { SignInDesk } from './sign-in/sign-in-desk';
import { SignUpDesk } from './sign-in/sign-up-desk';
import { TokensController } from './sign-in/tokens.controller';
import { AttemptCounterStore } from './throttling/attempt-counter.store';
import { CodeThrottle } from './throttling/code-throttle';
import { KnownDevices } from './throttling/known-devices';
import { Throttle } from './throttling/throttle';

const accessTokens = JwtModule.registerAsync({
  inject: [ENVIRONMENT, PLATFORM_SETTINGS],
  useFactory: (environment: NodeJS.ProcessEnv, platform: PlatformSettings) =>
    accessTokenOptions(platform, readSettings(authSettings, environment)),
});

/** Who somebody is and whether they may: sign-up, sign-in, sessions, tokens, and the guard before every route. */
@Module({
  imports: [NoticesModule, TenantsModule, PassportModule, accessTokens],
  controllers: [AuthController, TokensController, SessionsController, SecondFactorController, FoundingController],
  providers: [
    provideSettings(AUTH_SETTINGS, authSettings),
    { provide: APP_GUARD, useExisting: AccessGuard },
    AccessGuard,
    AccountStore,
    Accounts,
    AttemptCounterStore,
    BearerStrategy,
    CodeThrottle,
    CsrfTokens,
    InvitationAcceptance,
    KnownDevices,
    LocalStrategy,
    PasswordCheck,
    PasswordGuard,
    PasswordHasher,
    PersonalTrail,
    PlatformAdmins,
    RefreshTokenStore,
    SameOriginGuard,
    SecondFactorCheck,
    SecondFactorKeeper,
    SecondFactorSetUp,
    SecondFactorStore,
    SecondFactorStrategy,
    SeedVault,
    SessionCookies,
    SessionCookieStrategy,
    SessionKeeper,
    SessionPresenter,
    SessionStore,
    SignInChallenges,
    SignInDesk,
    SignUpDesk,
    Throttle,
    TokenIssuer,
  ],
  exports: [AccessGuard],
})
export class AuthModule {}
