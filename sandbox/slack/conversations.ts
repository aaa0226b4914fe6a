import { randomUUID } from 'node:crypto';
import { composeBlocks } from './mrkdwn';
import { newSlackId } from './ids';
import { SlackApiError } from './slack-api-error';
import type {
  AppAuthor,
  MessageMetadata,
  MessageSubtype,
  PersonAuthor,
  SlackChannel,
  SlackMessage,
  SlackWorkspace,
} from './state/slack-state';
import { findMessage, messagesOf, type SlackWorld } from './state/slack-world';

export interface MessageDraft {
  author: PersonAuthor | AppAuthor;
  text: string;
  blocks?: unknown[] | null;
  attachments?: unknown[] | null;
  threadTs?: string | null;
  isBroadcast?: boolean;
  metadata?: MessageMetadata | null;
  isMrkdwn?: boolean;
}

interface NewMessage extends MessageDraft {
  subtype: MessageSubtype | null;
  inviterId: string | null;
}

/** Owns what is said and who is where: messages, edits, deletions, members, reactions. */
export class Conversations {
  constructor(private readonly world: SlackWorld) {}

  post(workspace: SlackWorkspace, channel: SlackChannel, draft: MessageDraft): SlackMessage {
    const subtype = draft.isBroadcast && draft.threadTs ? 'thread_broadcast' : null;
    const isCustomized = draft.author.kind === 'app' && draft.author.customName !== null;
    return this.append(workspace, channel, {
      ...draft,
      subtype: subtype ?? (isCustomized ? 'bot_message' : null),
      inviterId: null,
    });
  }

  edit(
    workspace: SlackWorkspace,
    channel: SlackChannel,
    message: SlackMessage,
    change: { editorId: string; text: string; blocks?: unknown[] | null; metadata?: MessageMetadata | null },
  ): void {
    const previous = structuredClone(message);
    message.text = change.text;
    message.blocks = change.blocks ?? (message.author.kind === 'person' ? composeBlocks(change.text) : null);
    if (change.metadata !== undefined) message.metadata = change.metadata;
    message.edited = { userId: change.editorId, ts: this.world.nextTs(workspace) };
    this.world.changes.publish({ kind: 'message_edited', workspace, channel, message, previous });
  }

  /** A parent with replies leaves a tombstone behind, as at Slack, so that its thread can still be read. */
  delete(workspace: SlackWorkspace, channel: SlackChannel, message: SlackMessage): void {
    const messages = messagesOf(workspace, channel.id);
    const previous = structuredClone(message);
    const hasReplies = messages.some((other) => other.threadTs === message.ts && other.ts !== message.ts);
    if (hasReplies) {
      message.text = 'This message was deleted.';
      message.subtype = 'tombstone';
      message.blocks = null;
      message.attachments = null;
      message.metadata = null;
    } else {
      workspace.messages[channel.id] = messages.filter((other) => other.ts !== message.ts);
    }
    this.world.changes.publish({ kind: 'message_deleted', workspace, channel, previous });
  }

  /** False when the person or bot is already in. */
  addMember(workspace: SlackWorkspace, channel: SlackChannel, userId: string, inviterId: string | null): boolean {
    if (channel.memberIds.includes(userId)) return false;
    channel.memberIds.push(userId);
    this.world.changes.publish({ kind: 'member_joined', workspace, channel, userId, inviterId });
    this.append(workspace, channel, {
      author: { kind: 'person', userId },
      text: `<@${userId}> has joined the channel`,
      subtype: 'channel_join',
      inviterId,
    });
    return true;
  }

  removeMember(workspace: SlackWorkspace, channel: SlackChannel, userId: string): boolean {
    if (!channel.memberIds.includes(userId)) return false;
    channel.memberIds = channel.memberIds.filter((memberId) => memberId !== userId);
    this.world.changes.publish({ kind: 'member_left', workspace, channel, userId });
    return true;
  }

  /** The direct message of two members, made when it does not exist. */
  openDirect(workspace: SlackWorkspace, userId: string, otherId: string): { channel: SlackChannel; isNew: boolean } {
    const existing = workspace.channels.find(
      (channel) => channel.kind === 'im' && channel.memberIds.includes(userId) && channel.memberIds.includes(otherId),
    );
    if (existing) return { channel: existing, isNew: false };
    const channel: SlackChannel = {
      id: newSlackId('D'),
      kind: 'im',
      name: '',
      topic: '',
      purpose: '',
      creatorId: userId,
      createdAt: Math.floor(this.world.now() / 1_000),
      isGeneral: false,
      isArchived: false,
      memberIds: [userId, otherId],
    };
    workspace.channels.push(channel);
    this.world.changes.publish({ kind: 'workspace_changed', workspace });
    return { channel, isNew: true };
  }

  react(
    workspace: SlackWorkspace,
    channel: SlackChannel,
    message: SlackMessage,
    by: { userId: string; name: string },
  ): void {
    const reaction = message.reactions.find((candidate) => candidate.name === by.name);
    if (reaction?.userIds.includes(by.userId)) throw new SlackApiError('already_reacted');
    if (reaction) reaction.userIds.push(by.userId);
    else message.reactions.push({ name: by.name, userIds: [by.userId] });
    const { userId, name } = by;
    this.world.changes.publish({ kind: 'reaction_added', workspace, channel, message, userId, reaction: name });
  }

  private append(workspace: SlackWorkspace, channel: SlackChannel, draft: NewMessage): SlackMessage {
    const threadTs = joinThread(workspace, channel, draft.threadTs ?? null);
    const message = this.build(workspace, channel, { ...draft, threadTs });
    messagesOf(workspace, channel.id).push(message);
    this.world.changes.publish({ kind: 'message_posted', workspace, channel, message });
    return message;
  }

  private build(workspace: SlackWorkspace, channel: SlackChannel, draft: NewMessage): SlackMessage {
    const isWritten = draft.author.kind === 'person' && draft.subtype !== 'channel_join';
    return {
      ts: this.world.nextTs(workspace),
      channelId: channel.id,
      author: draft.author,
      text: draft.text,
      blocks: draft.blocks ?? (isWritten ? composeBlocks(draft.text) : null),
      attachments: draft.attachments ?? null,
      threadTs: draft.threadTs ?? null,
      subtype: draft.subtype,
      metadata: draft.metadata ?? null,
      edited: null,
      clientMsgId: isWritten ? randomUUID() : null,
      inviterId: draft.inviterId,
      isMrkdwn: draft.isMrkdwn ?? true,
      reactions: [],
    };
  }
}

/** The thread that an answer to this message belongs to: a reply to a reply joins the thread of its parent. */
function joinThread(workspace: SlackWorkspace, channel: SlackChannel, answeredTs: string | null): string | null {
  if (answeredTs === null) return null;
  const answered = findMessage(workspace, channel.id, answeredTs);
  if (!answered) throw new SlackApiError('thread_not_found');
  answered.threadTs ??= answered.ts;
  return answered.threadTs;
}
