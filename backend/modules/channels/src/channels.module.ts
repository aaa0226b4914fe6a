import { Module } from '@nestjs/common';
import { provideSettings } from '@konstruct/platform';
import { TenantsModule } from '@konstruct/tenants';
import { ChannelAssignmentStore } from './assignments/channel-assignment.store';
import { ChannelAssignments } from './assignments/channel-assignments';
import { ChannelAssignmentsController } from './assignments/channel-assignments.controller';
import { ChannelConnectionStore } from './channel-connection.store';
import { ChannelConnections } from './channel-connections';
import { ChannelDisconnection } from './channel-disconnection';
import { ChannelRouteStore } from './channel-route.store';
import { ChannelsController } from './channels.controller';
import { ConnectionNews } from './connection-news';
import { ChannelLimitStore } from './limits/channel-limit.store';
import { ProviderLimits } from './limits/provider-limits';
import { ChannelMessenger } from './messaging/channel-messenger';
import { CheckConnectionHandler } from './health/check-connection.handler';
import { CheckConnectionsHandler } from './health/check-connections.handler';
import { ConnectionProbe } from './health/connection-probe';
import { NoticeChannelController } from './notice-posts/notice-channel.controller';
import { NoticeChannelReader } from './notice-posts/notice-channel-reader';
import { NoticeEntrance } from './notice-posts/notice-entrance';
import { NoticeOutletStore } from './notice-posts/notice-outlet.store';
import { NoticeOutlets } from './notice-posts/notice-outlets';
import { NoticePostDesk } from './notice-posts/notice-post-desk';
import { NoticePostStore } from './notice-posts/notice-post.store';
import { PostNoticeWhenToldHandler } from './notice-posts/post-notice-when-told.handler';
import { OauthStateStore } from './oauth-state.store';
import { RenewSlackTokenHandler } from './slack/renew-slack-token.handler';
import { SlackBrowserCookie } from './slack/slack-browser-cookie';
import { SlackChannelDoor } from './slack/slack-channel-door';
import { SlackClients } from './slack/slack-client';
import { SlackConnectAttempts } from './slack/slack-connect-attempts';
import { SlackConnectionWriter } from './slack/slack-connection-writer';
import { SlackDestinations } from './slack/slack-destinations';
import { SlackDirectory } from './slack/slack-directory';
import { SlackDriver } from './slack/slack-driver';
import { SlackGateway } from './slack/slack-gateway';
import { SlackInstallController } from './slack/slack-install.controller';
import { SlackInstallation } from './slack/slack-installation';
import { SlackManifestController } from './slack/slack-manifest.controller';
import { SlackMessenger } from './slack/slack-messenger';
import { SlackOauth } from './slack/slack-oauth';
import { RenewalRecords } from './slack/slack-renewal-records';
import { RenewalSchedule } from './slack/slack-renewal-schedule';
import { SlackSessions } from './slack/slack-sessions';
import { SlackTokenRefresh } from './slack/slack-token-refresh';
import { SlackTokenVault } from './slack/slack-tokens';
import { SLACK_SETTINGS, slackSettings } from './slack/slack.config';
import { GraphClient } from './whatsapp/graph-client';
import { WhatsappAccountStore } from './whatsapp/whatsapp-account.store';
import { WhatsappCheckDesk } from './whatsapp/whatsapp-check-desk';
import { WhatsappChecks } from './whatsapp/whatsapp-checks';
import { WhatsappConnectController } from './whatsapp/whatsapp-connect.controller';
import { WhatsappConnecting } from './whatsapp/whatsapp-connecting';
import { WhatsappConnectionWriter } from './whatsapp/whatsapp-connection-writer';
import { WhatsappContacts } from './whatsapp/whatsapp-contacts';
import { WhatsappDoor } from './whatsapp/whatsapp-door';
import { WhatsappDriver } from './whatsapp/whatsapp-driver';
import { WhatsappFiles } from './whatsapp/whatsapp-files';
import { WhatsappGateway } from './whatsapp/whatsapp-gateway';
import { WhatsappSessions } from './whatsapp/whatsapp-sessions';
import { WhatsappTemplates } from './whatsapp/whatsapp-templates';
import { WhatsappVault } from './whatsapp/whatsapp-vault';
import { WHATSAPP_SETTINGS, whatsappSettings } from './whatsapp/whatsapp.config';

/** Channels that employees are reached through: connecting them, keeping them healthy, sending through them. */
@Module({
  imports: [TenantsModule],
  controllers: [
    ChannelsController,
    ChannelAssignmentsController,
    NoticeChannelController,
    SlackInstallController,
    SlackManifestController,
    WhatsappConnectController,
  ],
  providers: [
    provideSettings(SLACK_SETTINGS, slackSettings),
    provideSettings(WHATSAPP_SETTINGS, whatsappSettings),
    ChannelAssignments,
    ChannelAssignmentStore,
    ChannelConnections,
    ChannelConnectionStore,
    ChannelDisconnection,
    ChannelMessenger,
    ChannelRouteStore,
    CheckConnectionHandler,
    CheckConnectionsHandler,
    ConnectionNews,
    ConnectionProbe,
    GraphClient,
    NoticeChannelReader,
    NoticeEntrance,
    NoticeOutlets,
    NoticeOutletStore,
    NoticePostDesk,
    NoticePostStore,
    OauthStateStore,
    ChannelLimitStore,
    ProviderLimits,
    PostNoticeWhenToldHandler,
    RenewalRecords,
    RenewalSchedule,
    RenewSlackTokenHandler,
    SlackBrowserCookie,
    SlackChannelDoor,
    SlackClients,
    SlackConnectAttempts,
    SlackConnectionWriter,
    SlackDestinations,
    SlackDirectory,
    SlackDriver,
    SlackGateway,
    SlackInstallation,
    SlackMessenger,
    SlackOauth,
    SlackSessions,
    SlackTokenRefresh,
    SlackTokenVault,
    WhatsappAccountStore,
    WhatsappCheckDesk,
    WhatsappChecks,
    WhatsappConnecting,
    WhatsappConnectionWriter,
    WhatsappContacts,
    WhatsappDoor,
    WhatsappDriver,
    WhatsappFiles,
    WhatsappGateway,
    WhatsappSessions,
    WhatsappTemplates,
    WhatsappVault,
  ],
  exports: [
    SLACK_SETTINGS,
    ChannelAssignments,
    ChannelConnections,
    ChannelMessenger,
    SlackMessenger,
    WhatsappContacts,
    WhatsappDoor,
    WhatsappFiles,
  ],
})
export class ChannelsModule {}
