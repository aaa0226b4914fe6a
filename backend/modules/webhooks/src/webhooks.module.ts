import { Module } from '@nestjs/common';
import { BillingModule } from '@konstruct/billing';
import { ChannelsModule } from '@konstruct/channels';
import { ConversationsModule } from '@konstruct/conversations';
import { InboxEventStore } from './inbox-event.store';
import { ProcessInboxEventHandler } from './process-inbox-event.handler';
import { SlackEventsController } from './slack-events.controller';
import { SlackInbox } from './slack-inbox';
import { StripeEventsController } from './stripe-events.controller';

/** Where providers call in: verify, store once, acknowledge, dispatch. */
@Module({
  imports: [BillingModule, ChannelsModule, ConversationsModule],
  controllers: [SlackEventsController, StripeEventsController],
  providers: [InboxEventStore, SlackInbox, ProcessInboxEventHandler],
})
export class WebhooksModule {}
