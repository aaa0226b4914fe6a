import type { SlackApp } from '../slack-app';
import type { AppAuthor, SlackMessage, SlackWorkspace } from '../state/slack-state';
import { messagesOf } from '../state/slack-world';

type Json = Record<string, unknown>;

export function presentBotProfile(workspace: SlackWorkspace, author: AppAuthor): Json {
  return {
    id: author.botId,
    deleted: false,
    name: author.name,
    updated: Math.floor((workspace.installation?.installedAt ?? 0) / 1_000),
    app_id: author.appId,
    user_id: author.userId,
    icons: {},
    team_id: workspace.id,
  };
}

/** The app as the author of a message, under another name when the message asks for one. */
export function appAuthor(workspace: SlackWorkspace, app: SlackApp, custom?: Partial<AppAuthor>): AppAuthor {
  return {
    kind: 'app',
    userId: workspace.bot.userId,
    botId: workspace.bot.botId,
    appId: app.appId,
    name: app.name,
    customName: custom?.customName ?? null,
    iconEmoji: custom?.iconEmoji ?? null,
  };
}

function presentAuthor(workspace: SlackWorkspace, message: SlackMessage): Json {
  const { author } = message;
  if (author.kind === 'person') return { user: author.userId };
  const identity = { bot_id: author.botId, app_id: author.appId };
  if (author.customName !== null) {
    const icons = author.iconEmoji ? { icons: { emoji: author.iconEmoji } } : {};
    return { ...identity, username: author.customName, ...icons };
  }
  return { ...identity, user: author.userId, bot_profile: presentBotProfile(workspace, author) };
}

function presentThread(workspace: SlackWorkspace, message: SlackMessage): Json {
  if (!message.threadTs) return {};
  const thread = messagesOf(workspace, message.channelId).filter((other) => other.threadTs === message.threadTs);
  const parent = thread.find((other) => other.ts === message.threadTs);
  if (message.ts !== message.threadTs) {
    const parentUser = parent?.author.userId;
    return { thread_ts: message.threadTs, ...(parentUser ? { parent_user_id: parentUser } : {}) };
  }
  const replies = thread.filter((other) => other.ts !== message.ts);
  if (replies.length === 0) return {};
  const replyUsers = [...new Set(replies.map((reply) => reply.author.userId))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users_count: replyUsers.length,
    latest_reply: replies.at(-1)?.ts,
    reply_users: replyUsers,
    is_locked: false,
  };
}

/** A message as the Web API and events show it. */
export function presentMessage(
  workspace: SlackWorkspace,
  message: SlackMessage,
  options: { includeMetadata?: boolean } = {},
): Json {
  return {
    ...presentAuthor(workspace, message),
    type: 'message',
    ts: message.ts,
    ...(message.subtype ? { subtype: message.subtype } : {}),
    ...(message.clientMsgId ? { client_msg_id: message.clientMsgId } : {}),
    text: message.text,
    team: workspace.id,
    ...(message.inviterId ? { inviter: message.inviterId } : {}),
    ...presentThread(workspace, message),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.attachments ? { attachments: message.attachments } : {}),
    ...(message.edited ? { edited: { user: message.edited.userId, ts: message.edited.ts } } : {}),
    ...(options.includeMetadata && message.metadata ? { metadata: message.metadata } : {}),
    ...(message.reactions.length > 0
      ? { reactions: message.reactions.map(({ name, userIds }) => ({ name, users: userIds, count: userIds.length })) }
      : {}),
  };
}
