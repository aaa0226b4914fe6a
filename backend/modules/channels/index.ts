import { CreateChannels1763600000040 } from './migrations/1763600000040-create-channels';
import { CreateChannelAssignments1763600000110 } from './migrations/1763600000110-create-channel-assignments';
import { ChannelAssignment } from './src/assignments/channel-assignment.entity';
import { ChannelConnection } from './src/channel-connection.entity';
import { OauthState } from './src/oauth-state.entity';

export { ChannelAssignments } from './src/assignments/channel-assignments';
export { ChannelConnection, type ChannelKind, type ConnectionStatus } from './src/channel-connection.entity';
export { ChannelConnections } from './src/channel-connections';
export { type ChannelRoute } from './src/channel-route.store';
export { ConnectionView } from './src/channels.dto';
export { ChannelError, type ChannelProblemCode } from './src/channels.errors';
export { ChannelsModule } from './src/channels.module';
export { toConnectionView } from './src/connection-view';
export { type SlackAuthor } from './src/slack/slack-author';
export { explainSlackError } from './src/slack/slack-error-table';
export { readSlackEvent } from './src/slack/slack-event';
export { type SlackEvent, type SlackMessageEvent } from './src/slack/slack-event-kinds';
export { splitForSlack } from './src/slack/slack-format';
export { type SlackOutgoing, type SlackPlace } from './src/slack/slack-gateway';
export { SlackMessenger } from './src/slack/slack-messenger';
export { SlackSendError } from './src/slack/slack-send-error';
export { verifySlackSignature, type SlackSignedRequest } from './src/slack/slack-signature';
export { SLACK_SETTINGS, slackSettings, type SlackSettings } from './src/slack/slack.config';

/** TypeORM entities of this module. */
export const channelsEntities = [ChannelAssignment, ChannelConnection, OauthState];
/** Migrations of this module. */
export const channelsMigrations = [CreateChannels1763600000040, CreateChannelAssignments1763600000110];
