import { Module } from '@nestjs/common';
import { ChannelsModule } from '@konstruct/channels';
import { ConversationsModule } from '@konstruct/conversations';
import { InboxEventStore } from './inbox-event.store';
import { ProcessInboxEventHandler } from './process-inbox-event.handler';
import { SlackEventsController } from './slack-events.controller';
import { SlackInbox } from './slack-inbox';

/** Where providers call in: verify, store once, acknowledge, dispatch. */
@Module({
  imports: [ChannelsModule, ConversationsModule],
  controllers: [SlackEventsController],
  providers: [InboxEventStore, SlackInbox, ProcessInboxEventHandler],
})
export class WebhooksModule {}
