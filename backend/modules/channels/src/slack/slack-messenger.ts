import { Injectable, Logger } from '@nestjs/common';
import type { TenantContext, TenantTransaction } from '@konstruct/platform';
import { SlackDirectory } from './slack-directory';
import {
  SlackGateway,
  type SlackRewrite,
  type SlackOutgoing,
  type SlackPlace,
  type SlackSession,
} from './slack-gateway';
import { toSlackSendError } from './slack-call-failure';
import type { SlackMessageEvent } from './slack-event-kinds';
import { mentionedUsers, readableSlackText } from './slack-text';
import { SlackSessions, type SlackConnection } from './slack-sessions';

/** More people than a person would mention; each unknown one costs a look-up. */
const NAMED_MENTIONS = 20;
const THINKING = 'is thinking…';

/**
 * Slack for other modules: by tenant and connection, outside transactions. Sending throws SlackSendError; what merely
 * makes things nicer (status, names, links) never fails.
 */
@Injectable()
export class SlackMessenger {
  private readonly logger = new Logger(SlackMessenger.name);

  constructor(
    private readonly sessions: SlackSessions,
    private readonly gateway: SlackGateway,
    private readonly directory: SlackDirectory,
  ) {}

  /** Sends a message, once. When the error is in doubt, ask findReply before sending again. */
  async post(
    context: TenantContext,
    connection: SlackConnection,
    message: SlackOutgoing,
  ): Promise<{ ts: string; channelId: string }> {
    const session = await this.sessions.open(context, connection);
    return this.gateway.post(session, message);
  }

  /** Whether a message of an earlier attempt arrived, by its reply id. */
  async findReply(
    context: TenantContext,
    connection: SlackConnection,
    search: SlackPlace & { replyId: string; since: Date },
  ): Promise<{ ts: string } | null> {
    const session = await this.sessions.open(context, connection);
    return this.gateway.findReply(session, search);
  }

  /** For sending soon, and several things at that. */
  read(transaction: TenantTransaction, connectionId: string): Promise<SlackConnection> {
    return this.sessions.read(transaction, connectionId);
  }

  /** Whether everything in a message can be named without asking Slack. */
  isReadable(connectionId: string, { userId, channelId, isDirect, rawText }: SlackMessageEvent): boolean {
    if (mentionedUsers(rawText).length > 0) return false;
    const needed = isDirect ? [userId] : [userId, channelId];
    return needed.every((id) => this.directory.known(connectionId, id) !== null);
  }

  /** Changes the words of a message; a nicety. */
  async rewrite(context: TenantContext, connectionId: string, message: SlackRewrite): Promise<void> {
    await this.attempt(context, connectionId, false, async (session) => {
      await this.gateway.rewrite(session, message);
      return true;
    });
  }

  /** Makes the employee a member of a public channel, so that mentions reach it there. */
  async join(context: TenantContext, connectionId: string, channelId: string): Promise<void> {
    const session = await this.sessions.open(context, connectionId);
    await this.gateway.join(session, channelId);
    this.directory.forgetChannels(connectionId);
  }

  /** The channel of direct messages with a person. */
  async openDirect(context: TenantContext, connectionId: string, userId: string): Promise<string> {
    const session = await this.sessions.open(context, connectionId);
    return this.gateway.openDirect(session, userId);
  }

  /** Shows under a thread that an answer is being written; Slack takes it away with the next message. */
  async setThinking(
    context: TenantContext,
    connection: SlackConnection,
    thread: { channelId: string; threadTs: string },
  ): Promise<void> {
    await this.attempt(context, connection, false, async (session) => {
      await this.gateway.setStatus(session, thread, THINKING);
      return true;
    });
  }

  /** Their id when Slack does not tell. */
  async userName(context: TenantContext, connectionId: string, userId: string): Promise<string> {
    const known = this.directory.known(connectionId, userId);
    if (known !== null) return known;
    return this.attempt(context, connectionId, userId, (session) => this.directory.userName(session, userId));
  }

  /** The text of a message with the names of the people it mentions. */
  async readText(context: TenantContext, connectionId: string, { rawText, text }: SlackMessageEvent): Promise<string> {
    if (mentionedUsers(rawText).length === 0) return text;
    return this.attempt(context, connectionId, text, async (session) => {
      const mentioned = mentionedUsers(rawText).filter((userId) => userId !== session.botUserId);
      const names = await this.namesOf(session, mentioned.slice(0, NAMED_MENTIONS));
      return readableSlackText(rawText, { botUserId: session.botUserId, nameOf: (userId) => names.get(userId) });
    });
  }

  /** With the leading #; the id when Slack does not tell. */
  async channelName(context: TenantContext, connectionId: string, channelId: string): Promise<string> {
    const known = this.directory.known(connectionId, channelId);
    if (known !== null) return known;
    return this.attempt(context, connectionId, channelId, (session) => this.directory.channelName(session, channelId));
  }

  /** The address that opens a message in Slack. */
  permalink(context: TenantContext, connectionId: string, channelId: string, ts: string): Promise<string | null> {
    return this.attempt(context, connectionId, null, (session) => this.gateway.permalink(session, channelId, ts));
  }

  private async namesOf(session: SlackSession, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const names = userIds.map((userId) => this.directory.userName(session, userId).catch(() => userId));
    return new Map((await Promise.all(names)).map((name, index) => [userIds[index] ?? '', name]));
  }

  private async attempt<T>(
    context: TenantContext,
    given: SlackConnection,
    otherwise: T,
    work: (session: SlackSession) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(await this.sessions.open(context, given));
    } catch (error) {
      const connection = typeof given === 'string' ? given : given.id;
      this.logger.debug({ connection, code: toSlackSendError(error).code }, 'A nicety of Slack failed');
      return otherwise;
    }
  }
}
