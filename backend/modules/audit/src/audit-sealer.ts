import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  Database,
  PLATFORM_SETTINGS,
  WorkerSession,
  hasRole,
  systemContext,
  type PlatformSettings,
  type RequestContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { AuditEvent } from './audit-event.entity';
import { CHAIN_START, linkEvent } from './audit-chain';

const BATCH = 500;
const ROUND_MS = 1_000;
const TENANTS_PER_ROUND = 1_000;
const CONTEXT: RequestContext = { requestId: null, actor: { kind: 'system', id: null, name: 'audit sealer' } };

interface ChainHead {
  readonly sequence: string;
  readonly chain_hash: Buffer;
}

/**
 * Seals new audit events into their tenants' hash chains, each second, one worker process at a time. It looks for what
 * is unsealed instead of being told: a job enqueued with each event would make all writers of a tenant wait for one row.
 */
@Injectable()
export class AuditSealer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AuditSealer.name);
  private readonly stop = new AbortController();
  private loop: Promise<void> = Promise.resolve();

  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    private readonly database: Database,
    private readonly session: WorkerSession,
  ) {}

  onApplicationBootstrap(): void {
    if (hasRole(this.settings, 'worker')) this.loop = this.sealEachSecond();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop.abort();
    await this.loop;
  }

  private async sealEachSecond(): Promise<void> {
    while (await this.nextRound()) {
      await this.session
        .exclusively('audit.seal', () => this.sealEverything())
        .catch((error: unknown) => this.logger.warn({ err: error }, 'Audit events could not be sealed; trying again'));
    }
  }

  /** False when the process stops. */
  private nextRound(): Promise<boolean> {
    return sleep(ROUND_MS, true, { signal: this.stop.signal }).catch(() => false);
  }

  private async sealEverything(): Promise<void> {
    const tenants: { tenant_id: string }[] = await this.database.asPlatform(CONTEXT, ({ manager }) =>
      manager.query('SELECT DISTINCT tenant_id FROM audit_unsealed LIMIT $1', [TENANTS_PER_ROUND]),
    );
    for (const tenant of tenants) await this.sealAll(tenant.tenant_id);
  }

  /** Seals what a tenant has unsealed at this moment. */
  async sealAll(tenantId: string): Promise<void> {
    const context = systemContext(tenantId, 'audit sealer');
    let sealed: number;
    do sealed = await this.database.inTenant(context, (transaction) => this.sealBatch(transaction));
    while (sealed === BATCH);
  }

  private async sealBatch({ manager, tenantId }: TenantTransaction): Promise<number> {
    await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [tenantId]);
    const events = await manager
      .createQueryBuilder(AuditEvent, 'event')
      .innerJoin('audit_unsealed', 'unsealed', 'unsealed.tenant_id = event.tenant_id AND unsealed.event_id = event.id')
      .where('event.tenant_id = :tenantId', { tenantId })
      .orderBy('event.id')
      .take(BATCH)
      .getMany();
    if (events.length === 0) return 0;
    const heads: ChainHead[] = await manager.query(
      'SELECT sequence, chain_hash FROM audit_seals WHERE tenant_id = $1 ORDER BY sequence DESC LIMIT 1',
      [tenantId],
    );
    let sequence = BigInt(heads[0]?.sequence ?? 0);
    let previous = heads[0]?.chain_hash ?? CHAIN_START;
    for (const event of events) {
      sequence += 1n;
      const link = linkEvent(previous, sequence, event);
      await manager.query(
        'INSERT INTO audit_seals (tenant_id, sequence, event_id, event_hash, chain_hash) VALUES ($1, $2, $3, $4, $5)',
        [tenantId, sequence.toString(), event.id, link.eventHash, link.chainHash],
      );
      previous = link.chainHash;
    }
    await manager.query('DELETE FROM audit_unsealed WHERE tenant_id = $1 AND event_id = ANY($2)', [
      tenantId,
      events.map((event) => event.id),
    ]);
    return events.length;
  }
}
