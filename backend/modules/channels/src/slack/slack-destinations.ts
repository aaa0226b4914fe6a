import { Injectable } from '@nestjs/common';
import { Database, decodeCursor, pageLimit, toPage, type TenantContext } from '@konstruct/platform';
import { ChannelConnections } from '../channel-connections';
import type { DestinationPage, DestinationQuery, DestinationView } from '../channels.dto';
import { ChannelError } from '../channels.errors';
import { callProblem } from './slack-connect.errors';
import { SlackDirectory } from './slack-directory';
import type { SlackChannel } from './slack-gateway';
import { SlackSessions } from './slack-sessions';

/** The channels that the test message can be sent to. */
@Injectable()
export class SlackDestinations {
  constructor(
    private readonly database: Database,
    private readonly connections: ChannelConnections,
    private readonly sessions: SlackSessions,
    private readonly directory: SlackDirectory,
  ) {}

  async list(context: TenantContext, connectionId: string, query: DestinationQuery): Promise<DestinationPage> {
    const connection = await this.database.inTenant(context, (transaction) =>
      this.connections.find(transaction, connectionId),
    );
    if (!connection) throw new ChannelError('connection_not_found');
    // WhatsApp has people with numbers and no channels.
    if (connection.kind !== 'slack') return { items: [], next_cursor: null };
    const channels = await this.channels(context, connectionId);
    const [after] = decodeCursor(query.cursor, 1) ?? [null];
    const start = after === null ? 0 : channels.findIndex((channel) => channel.id === after) + 1;
    const limit = pageLimit(query);
    const wanted = channels.slice(start).filter((channel) => matches(channel, query.search));
    return toPage(wanted.slice(0, limit + 1), limit, (channel) => [channel.id], toDestinationView);
  }

  private async channels(context: TenantContext, connectionId: string): Promise<readonly SlackChannel[]> {
    try {
      return await this.directory.channels(await this.sessions.open(context, connectionId));
    } catch (error) {
      throw callProblem(error);
    }
  }
}

function matches(channel: SlackChannel, search = ''): boolean {
  return channel.name.toLocaleLowerCase().includes(search.trim().replace(/^#/, '').toLocaleLowerCase());
}

function toDestinationView(channel: SlackChannel): DestinationView {
  return { id: channel.id, name: channel.name, is_private: channel.isPrivate, is_member: channel.isMember };
}
