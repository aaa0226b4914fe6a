import { Injectable } from '@nestjs/common';
import { Database, systemContext, type TenantTransaction } from '@konstruct/platform';
import { AuditEvent } from './audit-event.entity';
import { CHAIN_START, linkEvent } from './audit-chain';

/** What a walk over a tenant's chain found. */
export interface ChainReport {
  readonly tenantId: string;
  readonly sealed: number;
  readonly unsealed: number;
  /** The first sequence number at which the chain does not hold, with the reason; null when all is well. */
  readonly brokenAt: { readonly sequence: string; readonly reason: string } | null;
}

interface SealRow {
  readonly sequence: string;
  readonly event_id: string;
  readonly event_hash: Buffer;
  readonly chain_hash: Buffer;
}

const BATCH = 1_000;

/** Recomputes a tenant's audit chain from its events and says where it first does not hold. */
@Injectable()
export class AuditVerifier {
  constructor(private readonly database: Database) {}

  verify(tenantId: string): Promise<ChainReport> {
    return this.database.inTenant(systemContext(tenantId, 'audit verifier'), (transaction) => this.walk(transaction));
  }

  private async walk(transaction: TenantTransaction): Promise<ChainReport> {
    const { manager, tenantId } = transaction;
    const counted: { unsealed: string }[] = await manager.query(
      'SELECT count(*) AS unsealed FROM audit_unsealed WHERE tenant_id = $1',
      [tenantId],
    );
    const unsealed = Number(counted[0]?.unsealed ?? 0);
    let previous: Buffer = CHAIN_START;
    let sequence = 0n;
    for (;;) {
      const seals = await this.nextSeals(transaction, sequence);
      for (const { seal, event } of seals) {
        sequence += 1n;
        const reason = faultOf(seal, event, sequence, previous);
        if (reason)
          return {
            tenantId,
            sealed: Number(sequence) - 1,
            unsealed,
            brokenAt: { sequence: sequence.toString(), reason },
          };
        previous = seal.chain_hash;
      }
      if (seals.length < BATCH) return { tenantId, sealed: Number(sequence), unsealed, brokenAt: null };
    }
  }

  private async nextSeals(
    { manager, tenantId }: TenantTransaction,
    after: bigint,
  ): Promise<{ seal: SealRow; event: AuditEvent | undefined }[]> {
    const seals: SealRow[] = await manager.query(
      'SELECT sequence, event_id, event_hash, chain_hash FROM audit_seals WHERE tenant_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3',
      [tenantId, after.toString(), BATCH],
    );
    const events = await manager
      .createQueryBuilder(AuditEvent, 'event')
      .where('event.tenant_id = :tenantId AND event.id = ANY(:ids)', {
        tenantId,
        ids: seals.map((seal) => seal.event_id),
      })
      .getMany();
    const byId = new Map(events.map((event) => [event.id, event]));
    return seals.map((seal) => ({ seal, event: byId.get(seal.event_id) }));
  }
}

function faultOf(seal: SealRow, event: AuditEvent | undefined, expected: bigint, previous: Buffer): string | null {
  if (BigInt(seal.sequence) !== expected) return `sequence ${expected} is missing`;
  if (!event) return `the event ${seal.event_id} is missing`;
  const link = linkEvent(previous, expected, event);
  if (!link.eventHash.equals(seal.event_hash)) return `the event ${seal.event_id} was changed after it was sealed`;
  return link.chainHash.equals(seal.chain_hash) ? null : 'the chain hash does not follow from the one before it';
}
