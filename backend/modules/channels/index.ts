import { CreateChannels1763600000040 } from './migrations/1763600000040-create-channels';
import { CreateChannelAssignments1763600000110 } from './migrations/1763600000110-create-channel-assignments';
import { LetInWhatsapp1763600010100 } from './migrations/1763600010100-let-in-whatsapp';
import type { SecretColumn } from '@konstruct/crypto';
import { ChannelAssignment } from './src/assignments/channel-assignment.entity';
import { ChannelConnection } from './src/channel-connection.entity';
import { OauthState } from './src/oauth-state.entity';

export { ChannelAssignments } from './src/assignments/channel-assignments';
export {
  CHANNEL_KINDS,
  ChannelConnection,
  type ChannelKind,
  type ConnectionStatus,
} from './src/channel-connection.entity';
export { ChannelConnections } from './src/channel-connections';
export { type ChannelRoute } from './src/channel-route.store';
export { ConnectionView } from './src/channels.dto';
export { ChannelError, type ChannelProblemCode } from './src/channels.errors';
export { ChannelsModule } from './src/channels.module';
export { toConnectionView } from './src/connection-view';
export { type ChannelAuthor, type OpenedPlace } from './src/messaging/channel-driver';
export { explainChannelError, splitForChannel } from './src/messaging/channel-languages';
export { ChannelMessenger } from './src/messaging/channel-messenger';
export { ChannelSendError } from './src/messaging/channel-send-error';
export { readSlackEvent } from './src/slack/slack-event';
export { type SlackEvent, type SlackMessageEvent } from './src/slack/slack-event-kinds';
export { SlackMessenger } from './src/slack/slack-messenger';
export { verifySlackSignature, type SlackSignedRequest } from './src/slack/slack-signature';
export { SLACK_SETTINGS, slackSettings, type SlackSettings } from './src/slack/slack.config';

/** TypeORM entities of this module. */
export const channelsEntities = [ChannelAssignment, ChannelConnection, OauthState];
/** Migrations of this module. */
export const channelsMigrations = [
  CreateChannels1763600000040,
  CreateChannelAssignments1763600000110,
  LetInWhatsapp1763600010100,
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
];
