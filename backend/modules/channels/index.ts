import { CreateChannels1763600000040 } from './migrations/1763600000040-create-channels';
import { CreateChannelAssignments1763600000110 } from './migrations/1763600000110-create-channel-assignments';
import { LetInWhatsapp1763600010100 } from './migrations/1763600010100-let-in-whatsapp';
import { CreateWhatsapp1763600010110 } from './migrations/1763600010110-create-whatsapp';
import { ShowNumbers1763600010140 } from './migrations/1763600010140-show-numbers';
import { CreateNoticePosts1763600071100 } from './migrations/1763600071100-create-notice-posts';
import { CreateChannelLimits1763600071200 } from './migrations/1763600071200-create-channel-limits';
import type { SecretColumn } from '@konstruct/crypto';
import { ChannelAssignment } from './src/assignments/channel-assignment.entity';
import { ChannelConnection } from './src/channel-connection.entity';
import { ChannelLimit } from './src/limits/channel-limit.entity';
import { NoticeOutlet } from './src/notice-posts/notice-outlet.entity';
import { NoticePost } from './src/notice-posts/notice-post.entity';
import { OauthState } from './src/oauth-state.entity';
import { WhatsappAccount } from './src/whatsapp/whatsapp-account.entity';
import { WhatsappContact } from './src/whatsapp/whatsapp-contact.entity';

export { ChannelAssignments } from './src/assignments/channel-assignments';
export {
  CHANNEL_KINDS,
  ChannelConnection,
  type ChannelKind,
  type ConnectionStatus,
} from './src/channel-connection.entity';
export { checkJob } from './src/health/check-jobs';
export { ChannelConnections } from './src/channel-connections';
export { type ChannelRoute } from './src/channel-route.store';
export { ConnectionView } from './src/channels.dto';
export { ChannelError, type ChannelProblemCode } from './src/channels.errors';
export { ChannelsModule } from './src/channels.module';
export { toConnectionView } from './src/connection-view';
export { type ChannelAuthor, type ChannelOutlet, type OpenedPlace } from './src/messaging/channel-driver';
export {
  canFindReplies,
  explainChannelError,
  isMoot,
  isProviderLimit,
  splitForChannel,
} from './src/messaging/channel-languages';
export { ChannelMessenger } from './src/messaging/channel-messenger';
export {
  REPORTED_STATUSES,
  isArrival,
  type MessageReport,
  type ReportedFee,
  type ReportedStatus,
} from './src/messaging/message-report';
export { isToBeParked, retryDelayMs } from './src/messaging/send-schedule';
export { ChannelSendError } from './src/messaging/channel-send-error';
export { readSlackEvent } from './src/slack/slack-event';
export { type SlackEvent, type SlackMessageEvent } from './src/slack/slack-event-kinds';
export { SlackMessenger } from './src/slack/slack-messenger';
export { verifySlackSignature, type SlackSignedRequest } from './src/slack/slack-signature';
export { SLACK_SETTINGS, slackSettings, type SlackSettings } from './src/slack/slack.config';
export { WhatsappContact } from './src/whatsapp/whatsapp-contact.entity';
export { WhatsappContacts } from './src/whatsapp/whatsapp-contacts';
export { WhatsappDoor, isVerifyToken, type WhatsappEntrance } from './src/whatsapp/whatsapp-door';
export { readWhatsappEvent, type WhatsappEvent } from './src/whatsapp/whatsapp-event';
export { WhatsappFiles } from './src/whatsapp/whatsapp-files';
export { takeApart, type StoredItem, type WhatsappItem } from './src/whatsapp/whatsapp-payload';
export { verifyMetaSignature } from './src/whatsapp/whatsapp-signature';
export { whatsappSettings } from './src/whatsapp/whatsapp.config';

/** TypeORM entities of this module. */
export const channelsEntities = [
  ChannelAssignment,
  ChannelConnection,
  ChannelLimit,
  NoticeOutlet,
  NoticePost,
  OauthState,
  WhatsappAccount,
  WhatsappContact,
];
/** Migrations of this module. */
export const channelsMigrations = [
  CreateChannels1763600000040,
  CreateChannelAssignments1763600000110,
  LetInWhatsapp1763600010100,
  CreateWhatsapp1763600010110,
  ShowNumbers1763600010140,
  CreateNoticePosts1763600071100,
  CreateChannelLimits1763600071200,
];

/** Where this module keeps secrets. */
export const channelsSecrets: readonly SecretColumn[] = [
  {
    table: 'channel_connections',
    ciphertext: 'bot_token_ciphertext',
    keyId: 'bot_token_key_id',
    purpose: 'slack.bot_token',
  },
  {
    table: 'channel_connections',
    ciphertext: 'refresh_token_ciphertext',
    keyId: 'refresh_token_key_id',
    purpose: 'slack.refresh_token',
  },
  {
    table: 'whatsapp_accounts',
    rowId: 'connection_id',
    ciphertext: 'access_token_ciphertext',
    keyId: 'access_token_key_id',
    purpose: 'whatsapp.access_token',
  },
  {
    table: 'whatsapp_accounts',
    rowId: 'connection_id',
    ciphertext: 'app_secret_ciphertext',
    keyId: 'app_secret_key_id',
    purpose: 'whatsapp.app_secret',
  },
];
