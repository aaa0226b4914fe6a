import { Injectable } from '@nestjs/common';
import type { KnownBlock, WebClient } from '@slack/web-api';
import type { ChannelAuthor } from '../messaging/channel-driver';
import { authorArguments } from './slack-author';
import { SlackClients, type SlackCaller } from './slack-client';
import { SlackSendError } from './slack-send-error';

/** What a call needs of a connection; made by SlackSessions, valid for a while. */
export interface SlackSession extends SlackCaller {
  readonly connectionId: string;
  readonly botUserId: string;
  /** Whether employees may write under their own names; without it Slack shows the app. */
  readonly canShowEmployees: boolean;
  /** Whether the app is installed on a whole organisation, so that some calls have to name one of its workspaces. */
  readonly isOrganisationWide: boolean;
}

/** Where a message goes. */
export interface SlackPlace {
  readonly channelId: string;
  /** The thread to answer in; null for the top level. */
  readonly threadTs: string | null;
}

/** A message to send. The reply id travels along invisibly and finds the message again when no answer came. */
export interface SlackOutgoing extends SlackPlace {
  /** The employee who writes; null for the app itself. */
  readonly author: ChannelAuthor | null;
  /** mrkdwn; see splitForSlack. */
  readonly text: string;
  /** The same with buttons, for people; the text is what notifications show. */
  readonly blocks?: readonly KnownBlock[];
  readonly replyId: string;
}

/** Other words for a message that was sent. */
export interface SlackRewrite extends Pick<SlackOutgoing, 'text' | 'blocks'> {
  readonly channelId: string;
  readonly ts: string;
}

/** A channel of the workspace. */
export interface SlackChannel {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isMember: boolean;
}

const REPLY_EVENT = 'konstruct_reply';
/** Clocks differ; a message sent "before" the attempt by a little is still the message of the attempt. */
const CLOCK_SKEW_MS = 5 * 60 * 1_000;
const SEARCHED_PAGES = 10;
const SEARCHED_PER_PAGE = 200;
const LISTED_PER_PAGE = 1_000;
const LISTED_PAGES = 10;
const TEAMS_PER_PAGE = 100;

/**
 * The only place that calls Slack on behalf of a connection. Each method is one request (or one search over pages),
 * tried once; failures are SlackSendErrors.
 */
@Injectable()
export class SlackGateway {
  constructor(private readonly clients: SlackClients) {}

  async post(session: SlackSession, message: SlackOutgoing): Promise<{ ts: string; channelId: string }> {
    const sent = await this.clients.callFor(session, (client) =>
      client.chat.postMessage({
        channel: message.channelId,
        text: message.text,
        ...(message.blocks ? { blocks: [...message.blocks] } : {}),
        ...(message.threadTs === null ? {} : { thread_ts: message.threadTs }),
        ...(message.author && session.canShowEmployees ? authorArguments(message.author) : {}),
        metadata: { event_type: REPLY_EVENT, event_payload: { reply_id: message.replyId } },
        unfurl_links: false,
        unfurl_media: false,
      }),
    );
    if (!sent.ts) throw new SlackSendError({ code: 'slack_unreadable_answer', isRetryable: true, isInDoubt: true });
    return { ts: sent.ts, channelId: sent.channel ?? message.channelId };
  }

  async rewrite(session: SlackSession, { channelId, ts, text, blocks }: SlackRewrite): Promise<void> {
    await this.clients.callFor(session, (client) =>
      client.chat.update({ channel: channelId, ts, text, blocks: [...(blocks ?? [])] }),
    );
  }

  /** The message with this reply id, when an earlier attempt did arrive. */
  async findReply(
    session: SlackSession,
    search: SlackPlace & { replyId: string; since: Date },
  ): Promise<{ ts: string } | null> {
    let cursor: string | undefined;
    for (let page = 0; page < SEARCHED_PAGES; page += 1) {
      const answer = await this.clients.callFor(session, (client) => readMessages(client, search, cursor));
      const found = answer.messages?.find((message) => replyIdOf(message.metadata) === search.replyId);
      if (found?.ts) return { ts: found.ts };
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) return null;
    }
    // Guessing that it is not there could send it twice.
    throw new SlackSendError({ code: 'slack_no_answer', isRetryable: true, isInDoubt: true });
  }

  /** Shows "… is thinking" under the thread; Slack takes it away with the next message. An empty status does so at once. */
  async setStatus(
    session: SlackSession,
    thread: { channelId: string; threadTs: string },
    status: string,
  ): Promise<void> {
    await this.clients.callFor(session, (client) =>
      client.assistant.threads.setStatus({ channel_id: thread.channelId, thread_ts: thread.threadTs, status }),
    );
  }

  /** Public channels, and private ones that the bot was invited to; archived ones are left out. */
  async listChannels(session: SlackSession): Promise<SlackChannel[]> {
    if (!session.isOrganisationWide) return this.listChannelsOf(session, null);
    const channels = new Map<string, SlackChannel>();
    for (const teamId of await this.listTeams(session)) {
      for (const channel of await this.listChannelsOf(session, teamId)) channels.set(channel.id, channel);
    }
    return [...channels.values()];
  }

  /** The workspaces of an organisation that let the app in. */
  private async listTeams(session: SlackSession): Promise<string[]> {
    const teams: string[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < LISTED_PAGES; page += 1) {
      const answer = await this.clients.callFor(session, (client) =>
        client.auth.teams.list({ limit: TEAMS_PER_PAGE, ...(cursor ? { cursor } : {}) }),
      );
      teams.push(...(answer.teams ?? []).flatMap((team) => team.id ?? []));
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) break;
    }
    return teams;
  }

  /** With a token of an organisation Slack wants to know of which workspace; otherwise the token says it. */
  private async listChannelsOf(session: SlackSession, teamId: string | null): Promise<SlackChannel[]> {
    const channels: SlackChannel[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < LISTED_PAGES; page += 1) {
      const answer = await this.clients.callFor(session, (client) =>
        client.conversations.list({
          types: 'public_channel,private_channel',
          exclude_archived: true,
          limit: LISTED_PER_PAGE,
          ...(teamId === null ? {} : { team_id: teamId }),
          ...(cursor ? { cursor } : {}),
        }),
      );
      channels.push(...(answer.channels ?? []).flatMap(toChannel));
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) break;
    }
    return channels;
  }

  /** Null for direct messages, which have no name. */
  async channelName(session: SlackSession, channelId: string): Promise<string | null> {
    const { channel } = await this.clients.callFor(session, (client) =>
      client.conversations.info({ channel: channelId }),
    );
    return channel?.name ?? null;
  }

  /** Joins a public channel; already being there is fine. */
  async join(session: SlackSession, channelId: string): Promise<void> {
    await this.clients.callFor(session, (client) => client.conversations.join({ channel: channelId }));
  }

  /** The channel of direct messages with a person, opened when there is none. */
  async openDirect(session: SlackSession, userId: string): Promise<string> {
    const { channel } = await this.clients.callFor(session, (client) => client.conversations.open({ users: userId }));
    if (!channel?.id) throw new SlackSendError({ code: 'slack_unreadable_answer', isRetryable: true });
    return channel.id;
  }

  /** The name that a person goes by in the workspace. */
  async userName(caller: SlackCaller, userId: string): Promise<string | null> {
    const { user } = await this.clients.callFor(caller, (client) => client.users.info({ user: userId }));
    return user?.profile?.display_name || user?.profile?.real_name || user?.real_name || user?.name || null;
  }

  async permalink(session: SlackSession, channelId: string, ts: string): Promise<string | null> {
    const answer = await this.clients.callFor(session, (client) =>
      client.chat.getPermalink({ channel: channelId, message_ts: ts }),
    );
    return answer.permalink ?? null;
  }

  /** Whether Slack still accepts the token. */
  async testToken(session: SlackSession): Promise<void> {
    await this.clients.callFor(session, (client) => client.auth.test({}));
  }

  /** Gives the token back. The app stays installed until somebody removes it in Slack. */
  async revoke(token: string): Promise<void> {
    await this.clients.call(token, (client) => client.auth.revoke({}));
  }
}

function readMessages(
  client: WebClient,
  search: SlackPlace & { since: Date },
  cursor: string | undefined,
): ReturnType<typeof client.conversations.replies> {
  const page = {
    channel: search.channelId,
    oldest: ((search.since.getTime() - CLOCK_SKEW_MS) / 1_000).toFixed(6),
    include_all_metadata: true,
    limit: SEARCHED_PER_PAGE,
    ...(cursor ? { cursor } : {}),
  };
  return search.threadTs === null
    ? client.conversations.history(page)
    : client.conversations.replies({ ...page, ts: search.threadTs });
}

function replyIdOf(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null) return null;
  const { event_type: type, event_payload: payload } = metadata as { event_type?: unknown; event_payload?: unknown };
  if (type !== REPLY_EVENT || typeof payload !== 'object' || payload === null) return null;
  return (payload as { reply_id?: unknown }).reply_id;
}

function toChannel(channel: { id?: string; name?: string; is_private?: boolean; is_member?: boolean }): SlackChannel[] {
  if (!channel.id || !channel.name) return [];
  return [
    {
      id: channel.id,
      name: channel.name,
      isPrivate: channel.is_private === true,
      isMember: channel.is_member === true,
    },
  ];
}
