import { Module } from '@nestjs/common';
import { BillingModule } from '@konstruct/billing';
import { ChannelsModule } from '@konstruct/channels';
import { ConversationsModule } from '@konstruct/conversations';
import { OnboardingModule } from '@konstruct/onboarding';
import { InboxClerk } from './inbox-clerk';
import { InboxEventStore } from './inbox-event.store';
import { SlackEventReader } from './slack-event-reader';
import { SlackEventsController } from './slack-events.controller';
import { SlackInbox } from './slack-inbox';
import { StripeEventsController } from './stripe-events.controller';
import { WhatsappEventReader } from './whatsapp-event-reader';
import { WhatsappInbox } from './whatsapp-inbox';
import { WhatsappWebhookController } from './whatsapp-webhook.controller';
import { WorkOnLaneHandler } from './work-on-lane.handler';

/** Where providers call in: verify, store once, acknowledge, dispatch. */
@Module({
  imports: [BillingModule, ChannelsModule, ConversationsModule, OnboardingModule],
  controllers: [SlackEventsController, StripeEventsController, WhatsappWebhookController],
  providers: [
    InboxClerk,
    InboxEventStore,
    SlackEventReader,
    SlackInbox,
    WhatsappEventReader,
    WhatsappInbox,
    WorkOnLaneHandler,
  ],
})
export class WebhooksModule {}
