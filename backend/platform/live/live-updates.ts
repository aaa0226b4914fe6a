import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Observable, Subject, filter, map } from 'rxjs';
import { PLATFORM_SETTINGS } from '../config/tokens';
import type { PlatformSettings } from '../config/platform.config';
import type { TenantTransaction } from '../database/database';

/** What a page can show and therefore needs to hear about. */
export type LiveTopic =
  | 'payroll'
  | 'conversations'
  | 'agents'
  | 'channels'
  | 'onboarding'
  | 'audit'
  | 'team'
  | 'notices'
  | 'billing'
  | 'model-keys';

interface LiveNotice {
  readonly tenantId: string;
  readonly topics: readonly LiveTopic[];
}

const CHANNEL = 'konstruct_live';
const RECONNECT_DELAY_MS = 1_000;

/**
 * Tells open pages that something changed, across processes, by NOTIFY in the transaction of the change.
 * It carries topics, never data: pages read through the API, with its access rules.
 */
@Injectable()
export class LiveUpdates implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveUpdates.name);
  private readonly notices = new Subject<LiveNotice>();
  private listener: Promise<Client> | null = null;
  private stopped = false;

  constructor(@Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings) {}

  /** Announces a change once the transaction commits. */
  async announce(transaction: TenantTransaction, ...topics: LiveTopic[]): Promise<void> {
    const notice: LiveNotice = { tenantId: transaction.tenantId, topics };
    await transaction.manager.query('SELECT pg_notify($1, $2)', [CHANNEL, JSON.stringify(notice)]);
  }

  /** The changes of one tenant from now on. */
  watch(tenantId: string): Observable<readonly LiveTopic[]> {
    this.listener ??= this.listen();
    return this.notices.pipe(
      filter((notice) => notice.tenantId === tenantId),
      map((notice) => notice.topics),
    );
  }

  /** Ends the open streams first: the server waits for its connections before it closes. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.notices.complete();
    const client = await this.listener?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  private async listen(): Promise<Client> {
    const client = new Client({
      connectionString: this.settings.DATABASE_URL,
      keepAlive: true,
      application_name: 'konstruct-live',
    });
    client.on('notification', ({ payload }) => this.publish(payload));
    client.on('error', () => this.relisten());
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      this.logger.warn({ err: error }, 'Live updates are interrupted; trying again');
      this.relisten();
    }
    return client;
  }

  private relisten(): void {
    if (this.stopped) return;
    setTimeout(() => {
      if (!this.stopped) this.listener = this.listen();
    }, RECONNECT_DELAY_MS).unref();
  }

  private publish(payload: string | undefined): void {
    if (payload === undefined) return;
    this.notices.next(JSON.parse(payload) as LiveNotice);
  }
}
