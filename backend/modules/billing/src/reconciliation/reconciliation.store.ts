import { Injectable } from '@nestjs/common';
import { Clock, newId, type TenantTransaction, type Transaction } from '@konstruct/platform';

/** How a business's comparison ended: as Stripe says, not so and put right, or not at all. */
export type ReconciliationOutcome = 'same' | 'drifted' | 'failed';

/** How far a round has come. */
export interface ReconciliationProgress {
  readonly id: string;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly total: number;
  readonly done: number;
  readonly drifted: number;
  readonly failed: number;
}

const PROGRESS = `
  SELECT r.id, r.started_at AS "startedAt", r.started_by AS "startedBy", r.total, count(o.*)::int AS done,
         (count(*) FILTER (WHERE o.outcome = 'drifted'))::int AS drifted, (count(*) FILTER (WHERE o.outcome = 'failed'))::int AS failed
  FROM billing_reconciliations r LEFT JOIN billing_reconciliation_results o ON o.reconciliation_id = r.id
  WHERE r.id = $1 GROUP BY r.id`;

/** Reads and writes rounds of reconciliation. Rounds belong to the installation, results to the businesses. */
@Injectable()
export class ReconciliationStore {
  constructor(private readonly clock: Clock) {}

  /** The businesses that Stripe knows; only in a transaction of `Database.asPlatform`. */
  async customers({ manager }: Transaction): Promise<string[]> {
    const rows: { tenant_id: string }[] = await manager.query(
      'SELECT tenant_id FROM billing_accounts WHERE stripe_customer_id IS NOT NULL ORDER BY tenant_id',
    );
    return rows.map(({ tenant_id: tenantId }) => tenantId);
  }

  async begin({ manager, context }: Transaction, total: number): Promise<string> {
    const id = newId();
    await manager.query(
      'INSERT INTO billing_reconciliations (id, started_at, started_by, total) VALUES ($1, $2, $3, $4)',
      [id, this.clock.now(), context.actor.name, total],
    );
    return id;
  }

  /** Only in a transaction of `Database.asPlatform`. */
  async progress({ manager }: Transaction, id: string): Promise<ReconciliationProgress | null> {
    const rows: ReconciliationProgress[] = await manager.query(PROGRESS, [id]);
    return rows[0] ?? null;
  }

  /** A second attempt at the same business changes nothing. */
  async finish(
    { manager, tenantId }: TenantTransaction,
    reconciliationId: string,
    outcome: ReconciliationOutcome,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO billing_reconciliation_results (tenant_id, reconciliation_id, outcome, finished_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING`,
      [tenantId, reconciliationId, outcome, this.clock.now()],
    );
  }
}
