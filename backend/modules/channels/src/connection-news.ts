import { LiveUpdates, type TenantTransaction } from '@konstruct/platform';
import { Notices } from '@konstruct/notices';
import { Injectable } from '@nestjs/common';
import type { ChannelConnection } from './channel-connection.entity';
import { channelErrorMeaning } from './messaging/channel-languages';

/** Tells a business's people, and their open pages, how their connections are. */
@Injectable()
export class ConnectionNews {
  constructor(
    private readonly notices: Notices,
    private readonly live: LiveUpdates,
  ) {}

  /** Nobody there is answered until a person does something. */
  async broken(transaction: TenantTransaction, connection: ChannelConnection, code: string): Promise<void> {
    const { meaning, fix } = channelErrorMeaning(connection.kind, code);
    await this.notices.raise(transaction, {
      kind: 'channel.broken',
      severity: 'critical',
      title: `${connection.workspaceName} is not connected any more`,
      body: `${meaning} ${fix}`,
      link: 'channels',
      dedupeKey: brokenKey(connection.id),
    });
    await this.live.announce(transaction, 'channels', 'onboarding');
  }

  /** It works, but not as it should, or not for long. */
  async degraded(transaction: TenantTransaction, connection: ChannelConnection, words: string): Promise<void> {
    await this.notices.raise(transaction, {
      kind: 'channel.degraded',
      severity: 'warning',
      title: `${connection.workspaceName} needs attention`,
      body: words,
      link: 'channels',
      dedupeKey: degradedKey(connection.id),
    });
  }

  /** Everything is as it should be. */
  recovered(transaction: TenantTransaction, connectionId: string): Promise<void> {
    return this.notices.resolve(transaction, degradedKey(connectionId));
  }

  /** It works again, or somebody ended it on purpose. */
  async settled(transaction: TenantTransaction, connectionId: string): Promise<void> {
    await this.notices.resolve(transaction, brokenKey(connectionId));
    await this.recovered(transaction, connectionId);
    await this.live.announce(transaction, 'channels', 'onboarding');
  }
}

function degradedKey(connectionId: string): string {
  return `channel-degraded:${connectionId}`;
}

function brokenKey(connectionId: string): string {
  return `channel-broken:${connectionId}`;
}
