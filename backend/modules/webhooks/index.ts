import { CreateInbox1763600000080 } from './migrations/1763600000080-create-inbox';
import { DropTheIndexByTime1763600070100 } from './migrations/1763600070100-drop-the-index-by-time';
import { GiveTheInboxLanes1763600030220 } from './migrations/1763600030220-give-the-inbox-lanes';
import { IndexWaitingMessages1763600000130 } from './migrations/1763600000130-index-waiting-messages';
import { InboxEvent } from './src/inbox-event.entity';

export { WebhooksModule } from './src/webhooks.module';

/** TypeORM entities of this module. */
export const webhooksEntities = [InboxEvent];
/** Migrations of this module. */
export const webhooksMigrations = [
  CreateInbox1763600000080,
  IndexWaitingMessages1763600000130,
  GiveTheInboxLanes1763600030220,
  DropTheIndexByTime1763600070100,
];
