/** The sandbox's own picture of Slack, as it is kept in memory and in the snapshot file. */

export type ChannelKind = 'channel' | 'group' | 'im';

export interface SlackUser {
  id: string;
  /** The handle, lower case and without spaces. */
  name: string;
  realName: string;
  title: string;
  email: string;
  timeZone: string;
  color: string;
  isAdmin: boolean;
}

export interface SlackChannel {
  id: string;
  kind: ChannelKind;
  /** Empty for a direct message. */
  name: string;
  topic: string;
  purpose: string;
  creatorId: string;
  /** Unix seconds. */
  createdAt: number;
  isGeneral: boolean;
  isArchived: boolean;
  memberIds: string[];
}

export interface PersonAuthor {
  kind: 'person';
  userId: string;
}

/** An app that wrote a message: the installed app or, for tests of bot loops, another one. */
export interface AppAuthor {
  kind: 'app';
  userId: string;
  botId: string;
  appId: string;
  name: string;
  /** Set when the message was sent with chat:write.customize; Slack then leaves the user out. */
  customName: string | null;
  iconEmoji: string | null;
}

export interface MessageMetadata {
  event_type: string;
  event_payload: Record<string, unknown>;
}

export type MessageSubtype = 'bot_message' | 'channel_join' | 'thread_broadcast' | 'tombstone';

export interface SlackMessage {
  ts: string;
  channelId: string;
  author: PersonAuthor | AppAuthor;
  text: string;
  blocks: unknown[] | null;
  attachments: unknown[] | null;
  /** The parent's ts for a reply, the message's own for a parent with replies, null otherwise. */
  threadTs: string | null;
  subtype: MessageSubtype | null;
  metadata: MessageMetadata | null;
  edited: { userId: string; ts: string } | null;
  clientMsgId: string | null;
  inviterId: string | null;
  isMrkdwn: boolean;
  reactions: { name: string; userIds: string[] }[];
}

export type TokenStatus = 'active' | 'revoked' | 'inactive';

export interface AccessToken {
  value: string;
  kind: 'bot' | 'user';
  userId: string;
  scopes: string[];
  status: TokenStatus;
  /** Unix milliseconds; null for a token that does not rotate. */
  expiresAt: number | null;
  issuedAt: number;
}

export interface RefreshToken {
  value: string;
  kind: 'bot' | 'user';
  userId: string;
  scopes: string[];
  isUsed: boolean;
}

export interface Installation {
  installedBy: string;
  installedAt: number;
  scopes: string[];
}

export interface SlackWorkspace {
  id: string;
  name: string;
  domain: string;
  users: SlackUser[];
  channels: SlackChannel[];
  /** By channel, oldest first. */
  messages: Record<string, SlackMessage[]>;
  /** The app's identity here; it stays the same when the app is installed again. */
  bot: { userId: string; botId: string };
  installation: Installation | null;
  tokens: AccessToken[];
  refreshTokens: RefreshToken[];
  hasTokenRotation: boolean;
  lastTsMicros: number;
}

export interface AuthorizationCode {
  value: string;
  teamId: string;
  userId: string;
  scopes: string[];
  userScopes: string[];
  redirectUri: string;
  expiresAt: number;
  isUsed: boolean;
}

export interface SlackState {
  version: 1;
  workspaces: SlackWorkspace[];
  codes: AuthorizationCode[];
}
