import { mentions } from '../mrkdwn';
import type { SlackApp, SubscribableEvent } from '../slack-app';
import type { SlackChange } from '../slack-changes';
import { presentMessage } from '../present/message.presenter';
import type { ChannelKind, SlackChannel, SlackMessage, SlackWorkspace } from '../state/slack-state';
import { isBotMember, messagesOf } from '../state/slack-world';
import { formatTs } from '../timestamps';

type Json = Record<string, unknown>;

/** One event for the app: the inner event and whether Slack names the authorized bot in its envelope. */
export interface OutgoingEvent {
  event: Json & { type: string };
  hasAuthorizations: boolean;
}

const MESSAGE_SUBSCRIPTION: Record<ChannelKind, { event: SubscribableEvent; scope: string }> = {
  channel: { event: 'message.channels', scope: 'channels:history' },
  group: { event: 'message.groups', scope: 'groups:history' },
  im: { event: 'message.im', scope: 'im:history' },
};

/**
 * Turns what happened into the events that Slack would send to the app: only what it subscribed to, may see by its
 * scopes, and only in conversations that it is a member of.
 */
export class EventTranslator {
  constructor(
    private readonly app: SlackApp,
    private readonly now: () => number,
  ) {}

  translate(change: SlackChange): OutgoingEvent[] {
    switch (change.kind) {
      case 'message_posted':
        return this.posted(change);
      case 'message_edited':
        return this.inChannel(change, this.changedEvent(change));
      case 'message_deleted':
        return this.inChannel(change, this.deletedEvent(change));
      case 'member_joined':
      case 'member_left':
        return this.membership(change);
      case 'reaction_added':
        return this.reaction(change);
      case 'tokens_revoked':
        return this.revocation(change);
      case 'app_uninstalled':
        return this.uninstallation();
      case 'app_installed':
      case 'status_changed':
      case 'workspace_changed':
        return [];
    }
  }

  private posted(change: SlackChange & { kind: 'message_posted' }): OutgoingEvent[] {
    const event = this.messageEvent(change.workspace, change.channel, change.message);
    return [...this.inChannel(change, event), ...this.mention(change)];
  }

  private inChannel(
    { workspace, channel }: { workspace: SlackWorkspace; channel: SlackChannel },
    event: Json & { type: string },
  ): OutgoingEvent[] {
    const subscription = MESSAGE_SUBSCRIPTION[channel.kind];
    const isWanted = this.wants(subscription.event) && hasScope(workspace, subscription.scope);
    return isWanted && isBotMember(workspace, channel) ? [authorized(event)] : [];
  }

  private messageEvent(workspace: SlackWorkspace, channel: SlackChannel, message: SlackMessage) {
    return {
      ...presentMessage(workspace, message, { includeMetadata: true }),
      type: 'message',
      ...(message.subtype === 'thread_broadcast' ? { root: presentRoot(workspace, message) } : {}),
      channel: channel.id,
      event_ts: message.ts,
      channel_type: channel.kind,
    };
  }

  /** Besides the message event and with an id of its own; not in direct messages and not for what the app says. */
  private mention(change: SlackChange & { kind: 'message_posted' }): OutgoingEvent[] {
    const { workspace, channel, message } = change;
    if (channel.kind === 'im' || message.subtype === 'channel_join') return [];
    if (message.author.userId === workspace.bot.userId || !mentions(message.text, workspace.bot.userId)) return [];
    if (!this.wants('app_mention') || !hasScope(workspace, 'app_mentions:read')) return [];
    if (!isBotMember(workspace, channel)) return [];
    const event: Json = { ...this.messageEvent(workspace, channel, message) };
    delete event.subtype;
    delete event.channel_type;
    return [authorized({ ...event, type: 'app_mention' })];
  }

  private changedEvent(change: SlackChange & { kind: 'message_edited' }) {
    const eventTs = change.message.edited?.ts ?? this.ts();
    return {
      type: 'message',
      subtype: 'message_changed',
      message: presentMessage(change.workspace, change.message),
      previous_message: presentMessage(change.workspace, change.previous),
      channel: change.channel.id,
      hidden: true,
      ts: eventTs,
      event_ts: eventTs,
      channel_type: change.channel.kind,
    };
  }

  private deletedEvent(change: SlackChange & { kind: 'message_deleted' }) {
    const eventTs = this.ts();
    return {
      type: 'message',
      subtype: 'message_deleted',
      previous_message: presentMessage(change.workspace, change.previous),
      channel: change.channel.id,
      hidden: true,
      deleted_ts: change.previous.ts,
      ts: eventTs,
      event_ts: eventTs,
      channel_type: change.channel.kind,
    };
  }

  private membership(change: SlackChange & { kind: 'member_joined' | 'member_left' }): OutgoingEvent[] {
    const { workspace, channel, userId } = change;
    const type = change.kind === 'member_joined' ? 'member_joined_channel' : 'member_left_channel';
    const scope = channel.kind === 'group' ? 'groups:read' : 'channels:read';
    const concerns = userId === workspace.bot.userId || isBotMember(workspace, channel);
    if (!this.wants(type) || !hasScope(workspace, scope) || !concerns) return [];
    const inviter = change.kind === 'member_joined' && change.inviterId ? { inviter: change.inviterId } : {};
    const event = { type, user: userId, channel: channel.id, channel_type: channel.kind === 'group' ? 'G' : 'C' };
    return [authorized({ ...event, team: workspace.id, ...inviter, event_ts: this.ts() })];
  }

  private reaction(change: SlackChange & { kind: 'reaction_added' }): OutgoingEvent[] {
    const { workspace, channel, message } = change;
    const isWanted = this.wants('reaction_added') && hasScope(workspace, 'reactions:read');
    if (!isWanted || !isBotMember(workspace, channel)) return [];
    const item = { type: 'message', channel: channel.id, ts: message.ts };
    const by = { user: change.userId, reaction: change.reaction, item_user: message.author.userId };
    return [authorized({ type: 'reaction_added', ...by, item, event_ts: this.ts() })];
  }

  private revocation(change: SlackChange & { kind: 'tokens_revoked' }): OutgoingEvent[] {
    if (!this.wants('tokens_revoked') || change.botUserIds.length + change.userIds.length === 0) return [];
    const tokens = { oauth: change.userIds, bot: change.botUserIds };
    return [bare({ type: 'tokens_revoked', tokens, event_ts: this.ts() })];
  }

  private uninstallation(): OutgoingEvent[] {
    return this.wants('app_uninstalled') ? [bare({ type: 'app_uninstalled', event_ts: this.ts() })] : [];
  }

  private wants(event: SubscribableEvent): boolean {
    return this.app.subscribedEvents.includes(event);
  }

  private ts(): string {
    return formatTs(this.now() * 1_000);
  }
}

function hasScope(workspace: SlackWorkspace, scope: string): boolean {
  return workspace.installation?.scopes.includes(scope) ?? false;
}

function presentRoot(workspace: SlackWorkspace, message: SlackMessage): Json | undefined {
  const parent = messagesOf(workspace, message.channelId).find((candidate) => candidate.ts === message.threadTs);
  return parent && presentMessage(workspace, parent);
}

function authorized(event: Json & { type: string }): OutgoingEvent {
  return { event, hasAuthorizations: true };
}

/** Slack sends these without authorizations: by then there are none. */
function bare(event: Json & { type: string }): OutgoingEvent {
  return { event, hasAuthorizations: false };
}
