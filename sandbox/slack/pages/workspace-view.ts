import { ControlError } from '../../state/control-error';
import { presentMessage } from '../present/message.presenter';
import type { SlackApp } from '../slack-app';
import type { SlackServices } from '../slack-services';
import type { SlackChannel, SlackMessage, SlackUser, SlackWorkspace } from '../state/slack-state';
import { findUser, messagesOf } from '../state/slack-world';

/** As much of a channel as the page shows; older messages stay in the history that the Web API serves. */
const SHOWN_MESSAGES = 300;

export interface PersonView {
  id: string;
  name: string;
  title: string;
  color: string;
}

export interface MessageView {
  ts: string;
  author_id: string;
  author_name: string;
  color: string;
  is_app: boolean;
  icon_emoji: string | null;
  is_own: boolean;
  subtype: string | null;
  text: string;
  is_mrkdwn: boolean;
  blocks: unknown[] | null;
  thread_ts: string | null;
  reply_count: number;
  latest_reply: string | null;
  is_edited: boolean;
  is_broadcast: boolean;
  metadata: unknown;
  reactions: { name: string; users: string[] }[];
}

export interface ChannelView {
  id: string;
  kind: 'channel' | 'group' | 'im';
  /** For a direct message the name of the other side. */
  name: string;
  other_id: string | null;
  topic: string;
  is_member: boolean;
  is_app_member: boolean;
  member_count: number;
  latest_ts: string | null;
}

export interface WorkspaceView {
  workspace: { id: string; name: string };
  app: { name: string; user_id: string; is_installed: boolean; events_url: string | null };
  me: PersonView;
  people: PersonView[];
  channels: ChannelView[];
  channel: ChannelView & { messages: MessageView[] };
  thread: { ts: string; messages: MessageView[] } | null;
  statuses: { channel: string; thread_ts: string; text: string }[];
}

const APP_COLOR = '1f6f6b';

/** All that the workspace page needs to draw itself for one person, channel and thread. */
export function presentWorkspaceView(
  services: SlackServices,
  workspace: SlackWorkspace,
  wish: { as?: string; channel?: string; thread?: string },
): WorkspaceView {
  const me = findUser(workspace, wish.as ?? '') ?? firstOf(workspace.users);
  openAppDirect(services, workspace, me);
  const visible = workspace.channels.filter(
    (channel) => channel.kind === 'channel' || channel.memberIds.includes(me.id),
  );
  const asked = visible.find((channel) => channel.id === wish.channel);
  const channel = asked ?? visible.find(({ isGeneral }) => isGeneral) ?? firstOf(visible);
  const present = (message: SlackMessage) => presentForPage(services, workspace, message, me);
  const messages = messagesOf(workspace, channel.id);
  return {
    workspace: { id: workspace.id, name: workspace.name },
    app: {
      name: services.app.name,
      user_id: workspace.bot.userId,
      is_installed: workspace.installation !== null,
      events_url: services.app.eventsUrl,
    },
    me: presentPerson(me),
    people: workspace.users.map(presentPerson),
    channels: visible.map((each) => presentChannel(services, workspace, each, me)),
    channel: {
      ...presentChannel(services, workspace, channel, me),
      messages: messages.filter(isTopLevel).slice(-SHOWN_MESSAGES).map(present),
    },
    thread: presentThread(messages, wish.thread, present),
    statuses: services.statuses.list(workspace).map(({ channelId, threadTs, status, name }) => ({
      channel: channelId,
      thread_ts: threadTs,
      text: `${name} ${status}`,
    })),
  };
}

/** A workspace always has people and channels; a test that made one without gets a clear message. */
function firstOf<TItem>(items: TItem[]): TItem {
  const [first] = items;
  if (first === undefined) throw new ControlError(409, 'the workspace has nobody or nothing to show');
  return first;
}

/** Everyone has a direct message with an installed app. */
function openAppDirect(services: SlackServices, workspace: SlackWorkspace, me: SlackUser): void {
  if (workspace.installation) services.conversations.openDirect(workspace, me.id, workspace.bot.userId);
}

function isTopLevel(message: SlackMessage): boolean {
  return !message.threadTs || message.threadTs === message.ts || message.subtype === 'thread_broadcast';
}

function presentThread(
  messages: SlackMessage[],
  threadTs: string | undefined,
  present: (message: SlackMessage) => MessageView,
): WorkspaceView['thread'] {
  if (!threadTs || !messages.some((message) => message.ts === threadTs)) return null;
  const thread = messages.filter((message) => message.ts === threadTs || message.threadTs === threadTs);
  return { ts: threadTs, messages: thread.map(present) };
}

function presentPerson(user: SlackUser): PersonView {
  return { id: user.id, name: user.realName, title: user.title, color: user.color };
}

function presentChannel(
  { app }: SlackServices,
  workspace: SlackWorkspace,
  channel: SlackChannel,
  me: SlackUser,
): ChannelView {
  const otherId = channel.kind === 'im' ? (channel.memberIds.find((id) => id !== me.id) ?? me.id) : null;
  const otherName = otherId === workspace.bot.userId ? app.name : findUser(workspace, otherId ?? '')?.realName;
  return {
    id: channel.id,
    kind: channel.kind,
    name: otherId ? (otherName ?? otherId) : channel.name,
    other_id: otherId,
    topic: channel.topic || channel.purpose,
    is_member: channel.memberIds.includes(me.id),
    is_app_member: workspace.installation !== null && channel.memberIds.includes(workspace.bot.userId),
    member_count: channel.memberIds.length,
    latest_ts: messagesOf(workspace, channel.id).at(-1)?.ts ?? null,
  };
}

function presentAuthorForPage(app: SlackApp, workspace: SlackWorkspace, author: SlackMessage['author']) {
  if (author.kind === 'app') {
    const name = author.customName ?? author.name;
    return { author_name: name, color: APP_COLOR, is_app: true, icon_emoji: author.iconEmoji };
  }
  // What the bot does as a member, such as joining, has the bot's user as its author.
  const person = findUser(workspace, author.userId);
  const isApp = person === undefined;
  return {
    author_name: person?.realName ?? app.name,
    color: person?.color ?? APP_COLOR,
    is_app: isApp,
    icon_emoji: null,
  };
}

function presentForPage(
  { app }: SlackServices,
  workspace: SlackWorkspace,
  message: SlackMessage,
  me: SlackUser,
): MessageView {
  const { author } = message;
  const shown = presentMessage(workspace, message);
  return {
    ts: message.ts,
    author_id: author.userId,
    ...presentAuthorForPage(app, workspace, author),
    is_own: author.userId === me.id,
    subtype: message.subtype,
    text: message.text,
    is_mrkdwn: message.isMrkdwn,
    blocks: author.kind === 'app' ? message.blocks : null,
    thread_ts: message.threadTs,
    reply_count: Number(shown.reply_count ?? 0),
    latest_reply: (shown.latest_reply as string | undefined) ?? null,
    is_edited: message.edited !== null,
    is_broadcast: message.subtype === 'thread_broadcast',
    metadata: message.metadata,
    reactions: message.reactions.map((reaction) => ({
      name: reaction.name,
      users: reaction.userIds.map((id) =>
        id === workspace.bot.userId ? app.name : (findUser(workspace, id)?.realName ?? id),
      ),
    })),
  };
}
