import { mentionsUser, readableSlackText } from './slack-text';

/** Where a message was written. */
export type SlackChannelType = 'channel' | 'group' | 'im' | 'mpim';

/** Why an event is left alone on purpose. */
export type SlackIgnoredReason =
  | 'own_message'
  | 'bot_message'
  | 'edit'
  | 'deletion'
  | 'membership'
  | 'reaction'
  | 'app_home'
  | 'assistant_thread'
  | 'system_message'
  | 'user_tokens_only';

/** What every event of Slack says of itself. */
export interface SlackEventOrigin {
  /** What a connection is found by: the workspace, or the organisation when the app is installed on all of it. */
  readonly teamId: string | null;
  readonly appId: string | null;
  readonly eventId: string;
  /** The same for every delivery of the same thing, different for everything else within an account. */
  readonly dedupeKey: string;
  /** Slack's own name of the event, for logs and audit. */
  readonly type: string;
}

/** Something that a person wrote and the employee may answer. */
export interface SlackMessageEvent extends SlackEventOrigin {
  readonly kind: 'message';
  readonly channelId: string;
  readonly channelType: SlackChannelType;
  readonly userId: string;
  /** As a person reads it, without the mention of the bot. */
  readonly text: string;
  /** As Slack sent it, for reading again once names are known. */
  readonly rawText: string;
  readonly ts: string;
  /** The thread it answers in; null at the top level. */
  readonly threadTs: string | null;
  readonly isMention: boolean;
  readonly isDirect: boolean;
  readonly isThreadBroadcast: boolean;
  readonly files: readonly { readonly name: string; readonly mimetype: string }[];
}

/** A request of Slack, parsed once. */
export type SlackEvent =
  | { readonly kind: 'url_verification'; readonly challenge: string }
  | SlackMessageEvent
  | (SlackEventOrigin & { readonly kind: 'ignored'; readonly reason: SlackIgnoredReason })
  | (SlackEventOrigin & { readonly kind: 'uninstalled' })
  | (SlackEventOrigin & { readonly kind: 'tokens_revoked' })
  | (SlackEventOrigin & { readonly kind: 'unknown' });

/** What a connection knows of its bot, for telling it from others when an event does not. */
export interface KnownBot {
  readonly botUserId: string;
  readonly botId: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const IGNORED_TYPES: Readonly<Record<string, SlackIgnoredReason>> = {
  member_joined_channel: 'membership',
  member_left_channel: 'membership',
  reaction_added: 'reaction',
  reaction_removed: 'reaction',
  app_home_opened: 'app_home',
  assistant_thread_started: 'assistant_thread',
  assistant_thread_context_changed: 'assistant_thread',
};

const IGNORED_SUBTYPES: Readonly<Record<string, SlackIgnoredReason>> = {
  message_changed: 'edit',
  message_deleted: 'deletion',
  bot_message: 'bot_message',
  channel_join: 'membership',
  channel_leave: 'membership',
  group_join: 'membership',
  group_leave: 'membership',
};

/** Subtypes under which people write; every other one is Slack telling of something. */
const WRITTEN_SUBTYPES = new Set(['file_share', 'thread_broadcast', 'me_message']);

/** Slackbot writes without a bot_id. */
const SLACKBOT = 'USLACKBOT';

/** Reads the body of a webhook request; whatever it is, the answer is one of the kinds and never an exception. */
export function readSlackEvent(envelope: unknown, bot: KnownBot | null = null): SlackEvent {
  const body = asFields(envelope);
  const type = text(body, 'type');
  if (type === 'url_verification') return { kind: 'url_verification', challenge: text(body, 'challenge') ?? '' };
  const event = asFields(body['event']);
  const origin = readOrigin(body, event);
  if (type !== 'event_callback') return { ...origin, kind: 'unknown' };
  return readCallback({ origin, event, botUserId: bot?.botUserId ?? readBotUserId(body), bot });
}

/** An event with what is known around it. */
interface Callback {
  readonly origin: SlackEventOrigin;
  readonly event: Fields;
  readonly botUserId: string | null;
  readonly bot: KnownBot | null;
}

function readCallback(callback: Callback): SlackEvent {
  const { origin, event } = callback;
  const ignoredReason = IGNORED_TYPES[origin.type];
  if (ignoredReason) return { ...origin, kind: 'ignored', reason: ignoredReason };
  switch (origin.type) {
    case 'app_uninstalled':
      return { ...origin, kind: 'uninstalled' };
    case 'tokens_revoked':
      return hasRevokedBotToken(event)
        ? { ...origin, kind: 'tokens_revoked' }
        : { ...origin, kind: 'ignored', reason: 'user_tokens_only' };
    case 'message':
    case 'app_mention':
      return readMessage(callback);
    default:
      return { ...origin, kind: 'unknown' };
  }
}

function readMessage(callback: Callback): SlackEvent {
  const { origin, event, botUserId } = callback;
  const reason = reasonToIgnore(callback);
  if (reason) return { ...origin, kind: 'ignored', reason };
  const channelId = text(event, 'channel');
  const userId = text(event, 'user');
  const ts = text(event, 'ts');
  if (!channelId || !userId || !ts) return { ...origin, kind: 'unknown' };
  const rawText = text(event, 'text') ?? '';
  const threadTs = text(event, 'thread_ts');
  const channelType = readChannelType(event, channelId);
  const isMention = origin.type === 'app_mention' || (botUserId !== null && mentionsUser(rawText, botUserId));
  return {
    ...origin,
    kind: 'message',
    // Slack sends a mention twice, as app_mention and as message, under two event ids: both are one message.
    dedupeKey: `message:${channelId}:${ts}${isMention ? ':mention' : ''}`,
    channelId,
    channelType,
    userId,
    text: readableSlackText(rawText, { botUserId }),
    rawText,
    ts,
    threadTs: threadTs === ts ? null : threadTs,
    isMention,
    isDirect: channelType === 'im',
    isThreadBroadcast: text(event, 'subtype') === 'thread_broadcast',
    files: readFiles(event),
  };
}

/** Bots may come with a bot_id alone, without the subtype; answering them is how loops start. */
function reasonToIgnore(callback: Callback): SlackIgnoredReason | null {
  const { event, bot } = callback;
  const subtype = text(event, 'subtype');
  const ignored = subtype ? IGNORED_SUBTYPES[subtype] : undefined;
  const userId = text(event, 'user');
  if (userId !== null && userId === bot?.botUserId) return 'own_message';
  if (isFromBot(event) || ignored === 'bot_message') return isFromOwnApp(callback) ? 'own_message' : 'bot_message';
  if (userId === SLACKBOT) return 'bot_message';
  if (ignored) return ignored;
  const isWritten = subtype === null || WRITTEN_SUBTYPES.has(subtype);
  return isWritten && event['hidden'] !== true ? null : 'system_message';
}

function isFromBot(event: Fields): boolean {
  return text(event, 'bot_id') !== null || text(asFields(event['bot_profile']), 'id') !== null;
}

function isFromOwnApp({ origin, event, bot }: Callback): boolean {
  const appId = text(event, 'app_id') ?? text(asFields(event['bot_profile']), 'app_id');
  const isOwnBot = bot?.botId != null && text(event, 'bot_id') === bot.botId;
  return isOwnBot || (appId !== null && appId === origin.appId);
}

/**
 * In shared channels the top-level team_id may be another workspace: the installation is the first authorization.
 * Uninstalls and revocations come without one.
 */
function readOrigin(body: Fields, event: Fields): SlackEventOrigin {
  const authorization = firstAuthorization(body);
  const team = text(authorization, 'team_id') ?? text(body, 'team_id');
  const enterprise = text(authorization, 'enterprise_id') ?? text(body, 'enterprise_id');
  const isEnterpriseInstall = authorization['is_enterprise_install'] === true;
  const eventId = text(body, 'event_id') ?? '';
  const type = text(event, 'type') ?? text(body, 'type') ?? '';
  const time = text(event, 'event_ts') ?? text(event, 'ts') ?? secondsOf(body);
  return {
    teamId: isEnterpriseInstall ? (enterprise ?? team) : (team ?? enterprise),
    appId: text(body, 'api_app_id'),
    eventId,
    dedupeKey: [eventId, type, time, text(event, 'channel') ?? ''].join(':'),
    type,
  };
}

/** Uninstalls and revocations tell their time on the envelope alone. */
function secondsOf(body: Fields): string {
  const time = body['event_time'];
  return typeof time === 'number' ? time.toString() : '';
}

/** Older payloads name the bot's user in authed_users. */
function readBotUserId(body: Fields): string | null {
  const authorization = firstAuthorization(body);
  const authedUsers: unknown = body['authed_users'];
  const older: unknown = Array.isArray(authedUsers) ? authedUsers[0] : null;
  const userId = text(authorization, 'user_id') ?? (typeof older === 'string' ? older : null);
  return authorization['is_bot'] === false ? null : userId;
}

function firstAuthorization(body: Fields): Fields {
  const authorizations: unknown = body['authorizations'];
  return asFields(Array.isArray(authorizations) ? authorizations[0] : null);
}

function readChannelType(event: Fields, channelId: string): SlackChannelType {
  const given = text(event, 'channel_type');
  if (given === 'channel' || given === 'group' || given === 'im' || given === 'mpim') return given;
  // app_mention carries no channel_type; the first letter of the id tells direct messages.
  if (channelId.startsWith('D')) return 'im';
  return channelId.startsWith('G') ? 'group' : 'channel';
}

function readFiles(event: Fields): { name: string; mimetype: string }[] {
  const files: unknown = event['files'];
  if (!Array.isArray(files)) return [];
  return files.map((file: unknown) => {
    const fields = asFields(file);
    return {
      name: text(fields, 'name') ?? text(fields, 'title') ?? 'file',
      mimetype: text(fields, 'mimetype') ?? 'application/octet-stream',
    };
  });
}

function hasRevokedBotToken(event: Fields): boolean {
  const bots: unknown = asFields(event['tokens'])['bot'];
  return Array.isArray(bots) && bots.length > 0;
}

function asFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

function text(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
