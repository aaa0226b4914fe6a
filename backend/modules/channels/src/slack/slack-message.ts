import { asFields, text, type Fields } from '../provider-fields';
import type { KnownBot, SlackChannelType, SlackEvent, SlackEventOrigin, SlackIgnoredReason } from './slack-event-kinds';
import { mentionsUser, readableSlackText } from './slack-text';

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

/** An event with what is known around it. */
export interface SlackCallback {
  readonly origin: SlackEventOrigin;
  readonly event: Fields;
  readonly botUserId: string | null;
  readonly bot: KnownBot | null;
}

/** A message that may be answered, or why it is left alone. */
export function readMessage(callback: SlackCallback): SlackEvent {
  const { origin, event, botUserId } = callback;
  const reason = reasonToIgnore(callback);
  if (reason) return { ...origin, kind: 'ignored', reason };
  const channelId = text(event, 'channel');
  const userId = text(event, 'user');
  const ts = timestamp(text(event, 'ts'));
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
function reasonToIgnore(callback: SlackCallback): SlackIgnoredReason | null {
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

function isFromOwnApp({ origin, event, bot }: SlackCallback): boolean {
  const appId = text(event, 'app_id') ?? text(asFields(event['bot_profile']), 'app_id');
  const isOwnBot = bot?.botId != null && text(event, 'bot_id') === bot.botId;
  return isOwnBot || (appId !== null && appId === origin.appId);
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

/** Seconds and microseconds: Slack's id of a message within its channel. Anything else could not be put in order. */
function timestamp(given: string | null): string | null {
  return given !== null && /^\d{1,12}\.\d{1,6}$/.test(given) ? given : null;
}
