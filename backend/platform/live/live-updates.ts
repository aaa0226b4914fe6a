import { Inject, Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Client } from 'pg';
import { Observable, Subject, filter, map } from 'rxjs';
import { PLATFORM_SETTINGS } from '../config/tokens';
import type { PlatformSettings } from '../config/platform.config';
import { afterCommit, Database, type TenantTransaction } from '../database/database';

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

/** Changes of so long are told together: nobody sees the difference, and each NOTIFY makes all commits wait in line. */
const TOGETHER_MS = 40;

/**
 * Tells open pages that something changed, across processes, by NOTIFY soon after the change was committed.
 * It carries topics, never data: pages read through the API, with its access rules. A process that is killed may leave a
 * change untold; the pages see it with the next one.
 */
@Injectable()
export class LiveUpdates implements BeforeApplicationShutdown {
  private readonly logger = new Logger(LiveUpdates.name);
  private readonly notices = new Subject<LiveNotice>();
  private listener: Promise<Client> | null = null;
  private stopped = false;

  private readonly untold = new Map<string, Set<LiveTopic>>();
  private telling: NodeJS.Timeout | null = null;

  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    private readonly database: Database,
  ) {}

  /** Announces a change once the transaction commits. */
  announce(transaction: TenantTransaction, ...topics: LiveTopic[]): Promise<void> {
    afterCommit(transaction, () => this.tellSoon(transaction.tenantId, topics));
    return Promise.resolve();
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
    if (this.telling) clearTimeout(this.telling);
    await this.tell();
    this.notices.complete();
    const client = await this.listener?.catch(() => null);
    await client?.end().catch(() => undefined);
  }

  private tellSoon(tenantId: string, topics: readonly LiveTopic[]): void {
    const untold = this.untold.get(tenantId) ?? new Set();
    this.untold.set(tenantId, untold);
    for (const topic of topics) untold.add(topic);
    this.telling ??= setTimeout(() => void this.tell(), TOGETHER_MS);
  }

  private async tell(): Promise<void> {
    this.telling = null;
    const notices = [...this.untold].map(([tenantId, topics]): LiveNotice => ({ tenantId, topics: [...topics] }));
    this.untold.clear();
    if (notices.length === 0) return;
    const values = [CHANNEL, notices.map((notice) => JSON.stringify(notice))];
    const text = 'SELECT pg_notify($1, notice) FROM unnest($2::text[]) AS notice';
    await this.database
      .ask({ name: 'live.tell', text, values })
      .catch((error: unknown) => this.logger.warn({ err: error }, 'Open pages could not be told of a change'));
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
