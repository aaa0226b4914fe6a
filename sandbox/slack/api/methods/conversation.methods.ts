import { presentConversation } from '../../present/conversation.presenter';
import { invalidArguments, SlackApiError } from '../../slack-api-error';
import type { ChannelKind, SlackChannel } from '../../state/slack-state';
import { findChannel, findUser } from '../../state/slack-world';
import { readableChannel, requireScope, visibleChannel } from '../access';
import { page } from '../paging';
import type { MethodAnswer, SlackMethod, TokenCall } from '../slack-method';

const KIND_OF_TYPE: Record<string, { kind: ChannelKind | null; scope: string }> = {
  public_channel: { kind: 'channel', scope: 'channels:read' },
  private_channel: { kind: 'group', scope: 'groups:read' },
  im: { kind: 'im', scope: 'im:read' },
  mpim: { kind: null, scope: 'mpim:read' },
};

/** The kinds asked for; each needs its scope. */
function wantedKinds({ args, token }: TokenCall): ChannelKind[] {
  const types = args.list('types') ?? ['public_channel'];
  const entries = types.map((type) => KIND_OF_TYPE[type]);
  if (entries.includes(undefined)) throw new SlackApiError('invalid_types');
  const wanted = entries.filter((entry) => entry !== undefined);
  for (const { scope } of wanted) requireScope(token, [scope]);
  return wanted.flatMap(({ kind }) => (kind ? [kind] : []));
}

function listPage(call: TokenCall, channels: SlackChannel[], includeMemberCount: boolean): MethodAnswer {
  const { args, workspace, token } = call;
  const isShown = (channel: SlackChannel) => !(args.flag('exclude_archived') && channel.isArchived);
  const request = { cursor: args.text('cursor'), limit: args.count('limit'), defaultLimit: 100, maxLimit: 1_000 };
  const { items, nextCursor } = page(channels.filter(isShown), request, (channel) => channel.id);
  return {
    channels: items.map((channel) =>
      presentConversation(workspace, channel, { viewerId: token.userId, includeMemberCount }),
    ),
    response_metadata: { next_cursor: nextCursor },
  };
}

function list(call: TokenCall): MethodAnswer {
  const kinds = wantedKinds(call);
  const visible = call.workspace.channels.filter(
    (channel) =>
      kinds.includes(channel.kind) && (channel.kind === 'channel' || channel.memberIds.includes(call.token.userId)),
  );
  return listPage(call, visible, true);
}

function ofUser(call: TokenCall): MethodAnswer {
  const kinds = wantedKinds(call);
  const userId = call.args.text('user') ?? call.token.userId;
  const isVisible = (channel: SlackChannel) =>
    channel.kind === 'channel' || channel.memberIds.includes(call.token.userId);
  const own = call.workspace.channels.filter(
    (channel) => kinds.includes(channel.kind) && channel.memberIds.includes(userId) && isVisible(channel),
  );
  return listPage(call, own, false);
}

function info(call: TokenCall): MethodAnswer {
  const { args, workspace, token } = call;
  const channel = readableChannel(call, args.text('channel') ?? '', 'info');
  return {
    channel: presentConversation(workspace, channel, {
      viewerId: token.userId,
      includeMemberCount: args.flag('include_num_members'),
      includeLocale: args.flag('include_locale'),
    }),
  };
}

function join(call: TokenCall): MethodAnswer {
  const { workspace, token, services } = call;
  const channel = visibleChannel(call, call.args.text('channel') ?? '');
  if (channel.kind !== 'channel') throw new SlackApiError('method_not_supported_for_channel_type');
  if (channel.isArchived) throw new SlackApiError('is_archived');
  const isNew = services.conversations.addMember(workspace, channel, token.userId, null);
  const shown = { channel: presentConversation(workspace, channel, { viewerId: token.userId }) };
  if (isNew) return shown;
  const warning = 'already_in_channel';
  return { ...shown, warning, response_metadata: { warnings: [warning] } };
}

function open(call: TokenCall): MethodAnswer {
  const { args, workspace, token, services } = call;
  const present = (channel: SlackChannel) =>
    args.flag('return_im') ? presentConversation(workspace, channel, { viewerId: token.userId }) : { id: channel.id };
  const existing = args.text('channel');
  if (existing) {
    const channel = findChannel(workspace, existing);
    if (channel?.kind !== 'im') throw new SlackApiError('channel_not_found');
    return { no_op: true, already_open: true, channel: present(channel) };
  }
  const users = args.list('users');
  if (!users?.length) throw invalidArguments(['[ERROR] missing required field: users']);
  if (users.length > 1) throw new SlackApiError('method_not_supported_for_channel_type');
  const other = users[0] ?? '';
  if (!findUser(workspace, other)) throw new SlackApiError('user_not_found');
  const { channel, isNew } = services.conversations.openDirect(workspace, token.userId, other);
  return { ...(isNew ? {} : { no_op: true, already_open: true }), channel: present(channel) };
}

const LIST_ARGUMENTS = {
  types: 'list',
  exclude_archived: 'boolean',
  limit: 'integer',
  cursor: 'string',
  team_id: 'string',
} as const;

const READ_SCOPES = ['channels:read', 'groups:read', 'mpim:read', 'im:read'];

/** Conversations: which there are and who is in them. */
export const conversationMethods: SlackMethod[] = [
  { name: 'conversations.list', access: 'token', scopes: READ_SCOPES, arguments: LIST_ARGUMENTS, handle: list },
  {
    name: 'users.conversations',
    access: 'token',
    scopes: READ_SCOPES,
    arguments: { ...LIST_ARGUMENTS, user: 'string' },
    handle: ofUser,
  },
  {
    name: 'conversations.info',
    access: 'token',
    scopes: READ_SCOPES,
    arguments: { 'channel!': 'string', include_locale: 'boolean', include_num_members: 'boolean' },
    handle: info,
  },
  {
    name: 'conversations.join',
    access: 'token',
    scopes: ['channels:join'],
    arguments: { 'channel!': 'string' },
    handle: join,
  },
  {
    name: 'conversations.open',
    access: 'token',
    scopes: ['im:write'],
    arguments: { channel: 'string', users: 'list', return_im: 'boolean', prevent_creation: 'boolean' },
    handle: open,
  },
];
