import { Module } from '@nestjs/common';
import { provideSettings } from '@konstruct/platform';
import { AgentsModule } from '@konstruct/agents';
import { BillingModule } from '@konstruct/billing';
import { ChannelsModule } from '@konstruct/channels';
import { ModelsModule } from '@konstruct/models';
import { ModelKeysModule } from '@konstruct/model-keys';
import { TenantsModule } from '@konstruct/tenants';
import { ToolboxModule } from '@konstruct/toolbox';
import { UsageModule } from '@konstruct/usage';
import { AgentRunStore } from './agent-run.store';
import { AgentTrial } from './agent-trial';
import { TrialBooks } from './trial-books';
import { AnswerDesk } from './answer-desk';
import { AnswerTrail } from './answer-trail';
import { AnswerWriter } from './answer-writer';
import { AssignmentReader } from './assignment';
import { ConversationDetail } from './conversation-detail';
import { ConversationListQuery } from './conversation-list.query';
import { ConversationStarter } from './conversation-starter';
import { ConversationStore } from './conversation.store';
import { CONVERSATIONS_SETTINGS, conversationsSettings } from './conversations.config';
import { ConversationsController } from './conversations.controller';
import { Courier } from './courier';
import { DeliveriesController } from './deliveries.controller';
import { DeliveryAlerts } from './delivery-alerts';
import { DeliveryDesk } from './delivery-desk';
import { DeliveryReports } from './delivery-reports';
import { DeliveryDispatcher } from './delivery-dispatcher';
import { DeliveryEvents } from './delivery-events';
import { DeliveryListQuery } from './delivery-list.query';
import { DeliveryStore } from './delivery.store';
import { HandoverDesk } from './handover-desk';
import { HandoverTrail } from './handover-trail';
import { LaneWorker } from './lane-worker';
import { LoopBreaker } from './loop-breaker';
import { MessageStore } from './message.store';
import { OutgoingTray } from './outgoing-tray';
import { PictureFetcher } from './picture-fetcher';
import { ReceptionDesk } from './reception';
import { Responder } from './responder';
import { Switchboard } from './switchboard';
import { TryAgentController } from './try-agent.controller';
import { WakeLanesWhenBackAtWorkHandler } from './wake-lanes-when-back-at-work.handler';

/** From message to reply. */
@Module({
  imports: [
    AgentsModule,
    BillingModule,
    ChannelsModule,
    ModelKeysModule,
    ModelsModule,
    TenantsModule,
    ToolboxModule,
    UsageModule,
  ],
  controllers: [ConversationsController, DeliveriesController, TryAgentController],
  providers: [
    provideSettings(CONVERSATIONS_SETTINGS, conversationsSettings),
    AgentRunStore,
    AgentTrial,
    TrialBooks,
    AnswerDesk,
    AnswerTrail,
    AnswerWriter,
    AssignmentReader,
    ConversationDetail,
    ConversationListQuery,
    ConversationStarter,
    ConversationStore,
    Courier,
    DeliveryAlerts,
    DeliveryDesk,
    OutgoingTray,
    DeliveryDispatcher,
    DeliveryReports,
    DeliveryEvents,
    DeliveryListQuery,
    DeliveryStore,
    HandoverDesk,
    HandoverTrail,
    LaneWorker,
    LoopBreaker,
    MessageStore,
    PictureFetcher,
    ReceptionDesk,
    Responder,
    Switchboard,
    WakeLanesWhenBackAtWorkHandler,
  ],
  exports: [DeliveryReports, ReceptionDesk, ConversationStarter, LaneWorker],
})
export class ConversationsModule {}
