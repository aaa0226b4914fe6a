import { CreateConversations1763600000060 } from './migrations/1763600000060-create-conversations';
import { AddTakeOverAndParking1763600000090 } from './migrations/1763600000090-add-take-over-and-parking';
import { IndexUndelivered1763600030110 } from './migrations/1763600030110-index-undelivered';
import { GiveConversationsLanes1763600030200 } from './migrations/1763600030200-give-conversations-lanes';
import { NoteWhoSends1763600030210 } from './migrations/1763600030210-note-who-sends';
import { KeepReceipts1763600010130 } from './migrations/1763600010130-keep-receipts';
import { BreakLoops1763600071300 } from './migrations/1763600071300-break-loops';
import { AgentRun } from './src/agent-run.entity';
import { Conversation } from './src/conversation.entity';
import { Delivery } from './src/delivery.entity';
import { Message } from './src/message.entity';

export { ConversationStarter, type OpeningMessage } from './src/conversation-starter';
export { conversationsSettings } from './src/conversations.config';
export { ConversationsModule } from './src/conversations.module';
export type { InboundMessage, Reception } from './src/inbound-message';
export { DeliveryReports } from './src/delivery-reports';
export { LANE_JOB, laneJob, laneOf } from './src/lane';
export { LaneWorker } from './src/lane-worker';
export { ReceptionDesk } from './src/reception';

/** TypeORM entities of this module. */
export const conversationsEntities = [Conversation, Message, AgentRun, Delivery];
/** Migrations of this module. */
export const conversationsMigrations = [
  CreateConversations1763600000060,
  AddTakeOverAndParking1763600000090,
  IndexUndelivered1763600030110,
  GiveConversationsLanes1763600030200,
  NoteWhoSends1763600030210,
  KeepReceipts1763600010130,
  BreakLoops1763600071300,
];
