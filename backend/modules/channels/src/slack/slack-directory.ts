import { Injectable } from '@nestjs/common';
import { Clock } from '@konstruct/platform';
import { SlackGateway, type SlackChannel, type SlackSession } from './slack-gateway';

const NAME_LIFETIME_MS = 60 * 60 * 1_000;
/** Long enough to type a search, short enough to see a channel that was just made. */
const LIST_LIFETIME_MS = 30 * 1_000;
const MAXIMUM_ENTRIES = 10_000;

/**
 * Names of people and channels, remembered for a while: Slack limits look-ups, and each message needs two.
 * It is memory of this process alone; losing it costs a look-up.
 */
@Injectable()
export class SlackDirectory {
  private readonly names = new Map<string, { name: string; expiresAt: number }>();
  private readonly lists = new Map<string, { channels: readonly SlackChannel[]; expiresAt: number }>();

  constructor(
    private readonly gateway: SlackGateway,
    private readonly clock: Clock,
  ) {}

  /** What is remembered of a person or channel; null when it has to be asked for. */
  known(connectionId: string, id: string): string | null {
    const known = this.names.get(`${connectionId}:${id}`);
    return known && known.expiresAt > this.clock.now().getTime() ? known.name : null;
  }

  userName(session: SlackSession, userId: string): Promise<string> {
    return this.remember(
      `${session.connectionId}:${userId}`,
      async () => (await this.gateway.userName(session, userId)) ?? userId,
    );
  }

  /** With the leading #, as people write it; direct messages have no name of their own. */
  channelName(session: SlackSession, channelId: string): Promise<string> {
    return this.remember(`${session.connectionId}:${channelId}`, async () => {
      const name = await this.gateway.channelName(session, channelId);
      return name === null ? 'Direct message' : `#${name}`;
    });
  }

  /** The channels to choose from: those that the bot is a member of first, then by name. */
  async channels(session: SlackSession): Promise<readonly SlackChannel[]> {
    const known = this.lists.get(session.connectionId);
    const now = this.clock.now().getTime();
    if (known && known.expiresAt > now) return known.channels;
    const channels = (await this.gateway.listChannels(session)).sort(byMembershipAndName);
    this.lists.delete(session.connectionId);
    this.lists.set(session.connectionId, { channels, expiresAt: now + LIST_LIFETIME_MS });
    forgetOldest(this.lists, MAXIMUM_ENTRIES / 100);
    return channels;
  }

  /** After joining a channel or reconnecting, the list is read anew. */
  forgetChannels(connectionId: string): void {
    this.lists.delete(connectionId);
  }

  private async remember(key: string, lookUp: () => Promise<string>): Promise<string> {
    const now = this.clock.now().getTime();
    const known = this.names.get(key);
    if (known && known.expiresAt > now) return known.name;
    const name = await lookUp();
    this.names.delete(key);
    this.names.set(key, { name, expiresAt: now + NAME_LIFETIME_MS });
    forgetOldest(this.names, MAXIMUM_ENTRIES);
    return name;
  }
}

function byMembershipAndName(first: SlackChannel, second: SlackChannel): number {
  return (
    Number(second.isMember) - Number(first.isMember) ||
    first.name.localeCompare(second.name) ||
    first.id.localeCompare(second.id)
  );
}

/** A Map keeps the order of insertion, so the first key is the oldest. */
function forgetOldest(entries: Map<string, unknown>, maximum: number): void {
  for (const key of entries.keys()) {
    if (entries.size <= maximum) return;
    entries.delete(key);
  }
}
