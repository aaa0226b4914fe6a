import { Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { ChannelsModule } from '@konstruct/channels';
import { ConversationsModule } from '@konstruct/conversations';
import { TenantsModule } from '@konstruct/tenants';
import { UsageModule } from '@konstruct/usage';
import { GoLive, Staffing } from './go-live';
import { OnboardingController } from './onboarding.controller';
import { OnboardingProgress } from './onboarding-progress';
import { TestMessenger } from './test-messenger';
import { TestMessageReports } from './test-message-reports';
import { TestMessageStore } from './test-message.store';

/** From sign-up to an employee who is live. */
@Module({
  imports: [AgentsModule, ChannelsModule, ConversationsModule, TenantsModule, UsageModule],
  controllers: [OnboardingController],
  exports: [TestMessageReports],
  providers: [OnboardingProgress, TestMessenger, TestMessageReports, TestMessageStore, GoLive, Staffing],
})
export class OnboardingModule {}
