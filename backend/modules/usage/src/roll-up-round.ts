import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Clock,
  Database,
  hasRole,
  PLATFORM_SETTINGS,
  WorkerSession,
  type PlatformSettings,
  type RequestContext,
} from '@konstruct/platform';
import { UsageMonths } from './usage-months';

const ROUND_MS = 1_000;
const MONTH_MS = 31 * 86_400_000;
const CONTEXT: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'usage roll-up' } };

/** Brings the rollups up to date each second, one worker process at a time, and makes the months to come. */
@Injectable()
export class RollUpRound implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(RollUpRound.name);
  private readonly stop = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    private readonly database: Database,
    private readonly session: WorkerSession,
    private readonly months: UsageMonths,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    if (hasRole(this.settings, 'worker')) this.loop = this.rollUpEachSecond();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  /** Sums what was committed since the last time; returns how many events that were. */
  async rollUp(): Promise<number> {
    const [row] = await this.database.outsideTenants(CONTEXT, ({ manager }) =>
      manager.query<{ folded: string }[]>('SELECT usage_roll_up() AS folded'),
    );
    return Number(row?.folded ?? 0);
  }

  /** Sums a business's months anew, each in a transaction of its own. Months without all their events stay as they are. */
  async *rebuild(tenantId: string): AsyncGenerator<{ readonly month: string; readonly events: number }> {
    const months = await this.database.outsideTenants(CONTEXT, ({ manager }) =>
      manager.query<{ month: string }[]>(
        `SELECT to_char(month, 'YYYY-MM-DD') AS month FROM (
           SELECT to_date(substring(relid::text FROM '\\d{4}_\\d{2}$'), 'YYYY_MM') AS month FROM pg_partition_tree('usage_events') WHERE isleaf) months
         WHERE month >= usage_first_whole_month($1) ORDER BY 1`,
        [tenantId],
      ),
    );
    for (const { month } of months) {
      const [row] = await this.database.outsideTenants(CONTEXT, ({ manager }) =>
        manager.query<{ events: string }[]>('SELECT usage_rebuild($1, $2) AS events', [tenantId, month]),
      );
      yield { month, events: Number(row?.events ?? 0) };
    }
  }

  private async rollUpEachSecond(): Promise<void> {
    while (await this.nextRound()) {
      await this.session
        .exclusively('usage.roll-up', async () => {
          await this.makeMonths();
          await this.rollUp();
        })
        .catch((error: unknown) => this.logger.warn({ err: error }, 'Usage could not be rolled up; trying again'));
    }
  }

  private makeMonths(): Promise<void> {
    const now = this.clock.now().getTime();
    return this.database.outsideTenants(CONTEXT, (transaction) =>
      this.months.ensure(transaction, [new Date(now), new Date(now + MONTH_MS)]),
    );
  }

  /** False when the process stops. */
  private nextRound(): Promise<boolean> {
    return sleep(ROUND_MS, true, { signal: this.stop.signal }).catch(() => false);
  }
}
