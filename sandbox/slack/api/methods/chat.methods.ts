import { appAuthor, presentMessage } from '../../present/message.presenter';
import { SlackApiError } from '../../slack-api-error';
import type { MessageMetadata, SlackChannel, SlackMessage } from '../../state/slack-state';
import { findMessage, findUser } from '../../state/slack-world';
import { isTs } from '../../timestamps';
import { visibleChannel } from '../access';
import type { MethodArguments } from '../method-arguments';
import type { MethodAnswer, SlackMethod, TokenCall } from '../slack-method';

const MAX_TEXT_LENGTH = 40_000;
const MAX_BLOCKS = 50;
const MAX_ATTACHMENTS = 100;
const MAX_METADATA_BYTES = 16_384;

function readMetadata(args: MethodArguments): MessageMetadata | null {
  if (!args.has('metadata')) return null;
  const metadata = args.object('metadata');
  const type = metadata?.event_type;
  const payload = metadata?.event_payload;
  if (typeof type !== 'string' || typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new SlackApiError('invalid_metadata_format');
  }
  if (JSON.stringify(metadata).length > MAX_METADATA_BYTES) throw new SlackApiError('metadata_too_large');
  return { event_type: type, event_payload: payload as Record<string, unknown> };
}

function readContent(args: MethodArguments) {
  const text = args.text('text') ?? '';
  const blocks = args.array('blocks') ?? [];
  const attachments = args.array('attachments') ?? [];
  if (text.length > MAX_TEXT_LENGTH) throw new SlackApiError('msg_too_long');
  if (blocks.length > MAX_BLOCKS || !blocks.every(isBlock)) throw new SlackApiError('invalid_blocks');
  if (attachments.length > MAX_ATTACHMENTS) throw new SlackApiError('too_many_attachments');
  if (text.trim() === '' && blocks.length + attachments.length === 0) throw new SlackApiError('no_text');
  return {
    text,
    blocks: blocks.length > 0 ? blocks : null,
    attachments: attachments.length > 0 ? attachments : null,
  };
}

function isBlock(block: unknown): boolean {
  return typeof block === 'object' && block !== null && typeof (block as { type?: unknown }).type === 'string';
}

/** A destination may be an id, a public channel's name or a person, to whom a direct message is opened. */
function resolveDestination(call: TokenCall, destination: string): SlackChannel {
  const { workspace, token, services } = call;
  if (findUser(workspace, destination)) {
    return services.conversations.openDirect(workspace, token.userId, destination).channel;
  }
  const named = workspace.channels.find(
    (channel) => channel.kind === 'channel' && channel.name === destination.replace(/^#/, ''),
  );
  return visibleChannel(call, named?.id ?? destination);
}

function checkMayPost({ token }: TokenCall, channel: SlackChannel): void {
  if (channel.isArchived) throw new SlackApiError('is_archived');
  if (channel.memberIds.includes(token.userId)) return;
  if (channel.kind === 'channel' && token.scopes.includes('chat:write.public')) return;
  throw new SlackApiError('not_in_channel');
}

/** Without chat:write.customize Slack ignores another name and icon. */
function readAuthor(call: TokenCall) {
  if (call.token.kind === 'user') return { kind: 'person', userId: call.token.userId } as const;
  const mayCustomize = call.token.scopes.includes('chat:write.customize');
  const customName = mayCustomize ? (call.args.text('username') ?? null) : null;
  const iconEmoji = mayCustomize ? (call.args.text('icon_emoji') ?? null) : null;
  return appAuthor(call.workspace, call.services.app, { customName, iconEmoji });
}

function postMessage(call: TokenCall): MethodAnswer {
  const { args, workspace, services } = call;
  const channel = resolveDestination(call, args.text('channel') ?? '');
  checkMayPost(call, channel);
  const content = readContent(args);
  const threadTs = args.text('thread_ts') || null;
  if (threadTs && !isTs(threadTs)) throw new SlackApiError('invalid_thread_ts');
  const message = services.conversations.post(workspace, channel, {
    ...content,
    author: readAuthor(call),
    threadTs,
    isBroadcast: args.flag('reply_broadcast'),
    metadata: readMetadata(args),
    isMrkdwn: args.isNotOff('mrkdwn'),
  });
  const shown = presentMessage(workspace, message, { includeMetadata: true });
  return { channel: channel.id, ts: message.ts, message: shown };
}

function ownMessage(call: TokenCall, channel: SlackChannel): SlackMessage {
  const message = findMessage(call.workspace, channel.id, call.args.text('ts') ?? '');
  if (!message) throw new SlackApiError('message_not_found');
  if (message.author.userId !== call.token.userId) throw new SlackApiError('cant_update_message');
  return message;
}

function update(call: TokenCall): MethodAnswer {
  const { args, workspace, token, services } = call;
  const channel = visibleChannel(call, args.text('channel') ?? '');
  const message = ownMessage(call, channel);
  const { text, blocks } = readContent(args);
  const metadata = args.has('metadata') ? { metadata: readMetadata(args) } : {};
  services.conversations.edit(workspace, channel, message, { editorId: token.userId, text, blocks, ...metadata });
  const shown = presentMessage(workspace, message, { includeMetadata: true });
  return { channel: channel.id, ts: message.ts, text: message.text, message: shown };
}

function permalink(call: TokenCall): MethodAnswer {
  const { args, workspace, services } = call;
  const channel = visibleChannel(call, args.text('channel') ?? '');
  const message = findMessage(workspace, channel.id, args.text('message_ts') ?? '');
  if (!message) throw new SlackApiError('message_not_found');
  const query = new URLSearchParams({ channel: channel.id, message: message.ts });
  if (message.threadTs && message.threadTs !== message.ts) query.set('thread', message.threadTs);
  const url = `${services.publicUrl()}/slack/workspace/${workspace.id}?${query.toString()}`;
  return { channel: channel.id, permalink: url };
}

const CONTENT_ARGUMENTS = {
  'channel!': 'string',
  text: 'string',
  blocks: 'json',
  attachments: 'json',
  metadata: 'json',
  parse: 'string',
  link_names: 'boolean',
  reply_broadcast: 'boolean',
  as_user: 'boolean',
} as const;

/** Messages that the app writes. */
export const chatMethods: SlackMethod[] = [
  {
    name: 'chat.postMessage',
    access: 'token',
    scopes: ['chat:write'],
    arguments: {
      ...CONTENT_ARGUMENTS,
      thread_ts: 'string',
      username: 'string',
      icon_emoji: 'string',
      icon_url: 'string',
      mrkdwn: 'boolean',
      unfurl_links: 'boolean',
      unfurl_media: 'boolean',
    },
    handle: postMessage,
  },
  {
    name: 'chat.update',
    access: 'token',
    scopes: ['chat:write'],
    arguments: { ...CONTENT_ARGUMENTS, 'ts!': 'string' },
    handle: update,
  },
  {
    name: 'chat.getPermalink',
    access: 'token',
    scopes: [],
    arguments: { 'channel!': 'string', 'message_ts!': 'string' },
    handle: permalink,
  },
];
