import { Injectable } from '@nestjs/common';
import { decodeCursor, pageLimit, toPage, type TenantContext } from '@konstruct/platform';
import type { DestinationPage, DestinationQuery, DestinationView } from '../channels.dto';
import { callProblem } from './slack-connect.errors';
import { SlackDirectory } from './slack-directory';
import type { SlackChannel } from './slack-gateway';
import { SlackSessions } from './slack-sessions';

/** The channels that the test message can be sent to. */
@Injectable()
export class SlackDestinations {
  constructor(
    private readonly sessions: SlackSessions,
    private readonly directory: SlackDirectory,
  ) {}

  async list(context: TenantContext, connectionId: string, query: DestinationQuery): Promise<DestinationPage> {
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
