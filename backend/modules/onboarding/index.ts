import { CreateOnboarding1763600000070 } from './migrations/1763600000070-create-onboarding';
import { AwaitTestMessages1763600010120 } from './migrations/1763600010120-await-test-messages';
import { TestMessage } from './src/test-message.entity';

export { TestMessageReports } from './src/test-message-reports';
export { OnboardingModule } from './src/onboarding.module';

/** TypeORM entities of this module. */
export const onboardingEntities = [TestMessage];
/** Migrations of this module. */
export const onboardingMigrations = [CreateOnboarding1763600000070, AwaitTestMessages1763600010120];
