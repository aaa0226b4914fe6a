import { CreateAuth1763600000020 } from './migrations/1763600000020-create-auth';
import { RecogniseSessions1763600000200 } from './migrations/1763600000200-recognise-sessions';
import { CreatePlatformAdmins1763600040500 } from './migrations/1763600040500-create-platform-admins';
import { CreateSecondFactors1763600075300 } from './migrations/1763600075300-create-second-factors';
import { PasswordCredential } from './src/passwords/password-credential.entity';
import { secondFactorSeed } from './src/second-factor/seed-vault';
import { RefreshToken } from './src/sessions/refresh-token.entity';
import { Session } from './src/sessions/session.entity';
import { AttemptCounter } from './src/throttling/attempt-counter.entity';

export { AccessGuard } from './src/access/access.guard';
export { authSettings } from './src/auth.config';
export { AuthError, type AuthProblemCode } from './src/auth.errors';
export { AuthModule } from './src/auth.module';

/** TypeORM entities of this module. */
export const authEntities = [PasswordCredential, Session, RefreshToken, AttemptCounter];
/** Migrations of this module. */
export const authMigrations = [
  CreateAuth1763600000020,
  RecogniseSessions1763600000200,
  CreatePlatformAdmins1763600040500,
  CreateSecondFactors1763600075300,
];
/** Where this module keeps secrets. */
export const authSecrets = [secondFactorSeed];
