import { Injectable } from '@nestjs/common';
import { Database, HandlesJob, systemContext, type JobHandler, type TenantTransaction } from '@konstruct/platform';
import { AuditEvent } from './audit-event.entity';
import { CHAIN_START, linkEvent } from './audit-chain';

const BATCH = 500;

interface ChainHead {
  readonly sequence: string;
  readonly chain_hash: Buffer;
}

/** Seals a tenant's new audit events into its hash chain, one batch a transaction, one sealer at a time. */
@Injectable()
@HandlesJob('audit.seal')
export class AuditSealer implements JobHandler {
  constructor(private readonly database: Database) {}

  async run(payload: unknown): Promise<void> {
    const { tenant_id: tenantId } = payload as { tenant_id: string };
    await this.sealAll(tenantId);
  }

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
    const heads: ChainHead[] = await manager.query('SELECT sequence, chain_hash FROM audit_seals WHERE tenant_id = $1 ORDER BY sequence DESC LIMIT 1', [tenantId]);
    let sequence = BigInt(heads[0]?.sequence ?? 0);
    let previous = heads[0]?.chain_hash ?? CHAIN_START;
    for (const event of events) {
      sequence += 1n;
      const link = linkEvent(previous, sequence, event);
      await manager.query('INSERT INTO audit_seals (tenant_id, sequence, event_id, event_hash, chain_hash) VALUES ($1, $2, $3, $4, $5)', [
        tenantId,
        sequence.toString(),
        event.id,
        link.eventHash,
        link.chainHash,
      ]);
      previous = link.chainHash;
    }
    await manager.query('DELETE FROM audit_unsealed WHERE tenant_id = $1 AND event_id = ANY($2)', [tenantId, events.map((event) => event.id)]);
    return events.length;
  }
}
