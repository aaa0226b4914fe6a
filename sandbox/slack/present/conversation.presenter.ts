import type { SlackChannel, SlackWorkspace } from '../state/slack-state';

type Json = Record<string, unknown>;

interface PresentOptions {
  viewerId: string;
  includeMemberCount?: boolean;
  includeLocale?: boolean;
}

function presentDirect(workspace: SlackWorkspace, channel: SlackChannel, viewerId: string): Json {
  return {
    id: channel.id,
    created: channel.createdAt,
    is_archived: channel.isArchived,
    is_im: true,
    is_org_shared: false,
    context_team_id: workspace.id,
    user: channel.memberIds.find((memberId) => memberId !== viewerId) ?? viewerId,
    is_user_deleted: false,
    is_open: true,
    priority: 0,
  };
}

/** A conversation as the Web API shows it to one of its viewers. */
export function presentConversation(workspace: SlackWorkspace, channel: SlackChannel, options: PresentOptions): Json {
  if (channel.kind === 'im') return presentDirect(workspace, channel, options.viewerId);
  const isPrivate = channel.kind === 'group';
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.createdAt,
    creator: channel.creatorId,
    is_archived: channel.isArchived,
    is_channel: !isPrivate,
    is_group: isPrivate,
    is_im: false,
    is_mpim: false,
    is_general: channel.isGeneral,
    is_private: isPrivate,
    is_member: channel.memberIds.includes(options.viewerId),
    is_shared: false,
    is_org_shared: false,
    is_ext_shared: false,
    is_pending_ext_shared: false,
    pending_shared: [],
    context_team_id: workspace.id,
    shared_team_ids: [workspace.id],
    parent_conversation: null,
    unlinked: 0,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: channel.purpose, creator: channel.creatorId, last_set: channel.createdAt },
    previous_names: [],
    ...(options.includeMemberCount ? { num_members: channel.memberIds.length } : {}),
    ...(options.includeLocale ? { locale: 'en-US' } : {}),
  };
}
