import { presentMessage } from '../../present/message.presenter';
import { SlackApiError } from '../../slack-api-error';
import type { SlackMessage } from '../../state/slack-state';
import { messagesOf } from '../../state/slack-world';
import { parseTs } from '../../timestamps';
import { readableChannel } from '../access';
import type { MethodArguments } from '../method-arguments';
import { page } from '../paging';
import type { MethodAnswer, SlackMethod, TokenCall } from '../slack-method';

function bound(args: MethodArguments, name: 'oldest' | 'latest'): number | null {
  const raw = args.text(name);
  if (raw === undefined || raw === '') return null;
  const micros = parseTs(raw);
  if (micros === null) throw new SlackApiError(`invalid_ts_${name}`);
  return micros;
}

/** Keeps what lies between `oldest` and `latest`; the bounds themselves only with `inclusive`. */
function withinBounds(args: MethodArguments): (message: SlackMessage) => boolean {
  const oldest = bound(args, 'oldest');
  const latest = bound(args, 'latest');
  const isInclusive = args.flag('inclusive');
  return (message) => {
    const micros = parseTs(message.ts) ?? 0;
    if (isInclusive && (micros === oldest || micros === latest)) return true;
    return (oldest === null || micros > oldest) && (latest === null || micros < latest);
  };
}

function messagePage(call: TokenCall, messages: SlackMessage[], maxLimit: number): MethodAnswer {
  const { args, workspace } = call;
  const request = { cursor: args.text('cursor'), limit: args.count('limit'), defaultLimit: 100, maxLimit };
  const { items, nextCursor } = page(messages, request, (message) => message.ts);
  const includeMetadata = args.flag('include_all_metadata');
  return {
    messages: items.map((message) => presentMessage(workspace, message, { includeMetadata })),
    has_more: nextCursor !== '',
    ...(nextCursor === '' ? {} : { response_metadata: { next_cursor: nextCursor } }),
  };
}

/** Newest first, without replies that stayed in their thread. */
function history(call: TokenCall): MethodAnswer {
  const channel = readableChannel(call, call.args.text('channel') ?? '', 'history');
  const inBounds = withinBounds(call.args);
  const isTopLevel = (message: SlackMessage) =>
    !message.threadTs || message.threadTs === message.ts || message.subtype === 'thread_broadcast';
  const messages = messagesOf(call.workspace, channel.id).filter((message) => isTopLevel(message) && inBounds(message));
  return { ...messagePage(call, messages.reverse(), 999), pin_count: 0 };
}

/** Oldest first; the parent always comes, whatever the bounds. */
function replies(call: TokenCall): MethodAnswer {
  const channel = readableChannel(call, call.args.text('channel') ?? '', 'history');
  const messages = messagesOf(call.workspace, channel.id);
  const asked = messages.find((message) => message.ts === call.args.text('ts'));
  if (!asked) throw new SlackApiError('thread_not_found');
  const parentTs = asked.threadTs ?? asked.ts;
  const inBounds = withinBounds(call.args);
  const thread = messages.filter(
    (message) => message.ts === parentTs || (message.threadTs === parentTs && inBounds(message)),
  );
  return messagePage(call, thread, 1_000);
}

const PAGE_ARGUMENTS = {
  'channel!': 'string',
  cursor: 'string',
  limit: 'integer',
  oldest: 'string',
  latest: 'string',
  inclusive: 'boolean',
  include_all_metadata: 'boolean',
} as const;

const HISTORY_SCOPES = ['channels:history', 'groups:history', 'mpim:history', 'im:history'];

/** What was said, in channels and threads. */
export const historyMethods: SlackMethod[] = [
  {
    name: 'conversations.history',
    access: 'token',
    scopes: HISTORY_SCOPES,
    arguments: PAGE_ARGUMENTS,
    handle: history,
  },
  {
    name: 'conversations.replies',
    access: 'token',
    scopes: HISTORY_SCOPES,
    arguments: { ...PAGE_ARGUMENTS, 'ts!': 'string' },
    handle: replies,
  },
];
