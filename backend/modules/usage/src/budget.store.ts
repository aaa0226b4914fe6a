import { Injectable } from '@nestjs/common';
import type { AtLimitAction } from '@konstruct/contracts';
import { Clock, newId, type TenantTransaction } from '@konstruct/platform';
import type { ReportPeriod } from './report-range';

/** The budget of the whole business. */
export interface BusinessBudget {
  readonly limitNanoUsd: bigint;
  readonly atLimit: AtLimitAction;
}

/** Figures of a month, of one employee or of the business (`null`). */
export interface BudgetFigures {
  readonly agentId: string | null;
  readonly spentNanoUsd: bigint;
  readonly reservedNanoUsd: bigint;
  readonly overtimeNanoUsd: bigint;
  /** What the last reply that found no room could have cost at most; 0 when each found some. */
  readonly refusedNanoUsd: bigint;
}

type FiguresRow = Record<'spent' | 'reserved' | 'overtime' | 'refused', string> & { readonly agentId: string | null };

/** What was held for a reply. */
export interface HeldReservation {
  readonly id: string;
  readonly agentId: string;
  readonly heldNanoUsd: bigint;
}

/** How long a reservation holds without a sign of life from the process that made it. */
const LEASE = `clock_timestamp() + INTERVAL '45 seconds'`;

/** Spent, reserved, overtime and refused of one moment, by employee; what is spent is in the books, rolled up or not. */
const FIGURES = `
  WITH spent AS (
    SELECT agent_id, cost_nano_usd FROM usage_months WHERE tenant_id = $1 AND month = $2::date
    UNION ALL SELECT COALESCE(agent_id, '00000000-0000-0000-0000-000000000000'), cost_nano_usd
    FROM usage_unrolled($3, $4) WHERE kind <> 'fee'),
  parts AS (
    SELECT agent_id, COALESCE(sum(cost_nano_usd), 0) AS spent, 0 AS reserved, 0 AS overtime, 0 AS refused FROM spent GROUP BY agent_id
    UNION ALL SELECT agent_id, 0, sum(amount_nano_usd), 0, 0 FROM budget_reservations
      WHERE tenant_id = $1 AND expires_at > clock_timestamp() GROUP BY agent_id
    UNION ALL SELECT agent_id, 0, 0, sum(amount_nano_usd), 0 FROM budget_overtimes
      WHERE tenant_id = $1 AND month = $2::date AND agent_id IS NOT NULL GROUP BY agent_id
    UNION ALL SELECT scope_id, 0, 0, 0, amount_nano_usd FROM budget_refusals
      WHERE tenant_id = $1 AND month = $2::date AND scope_id <> $1)
  SELECT agent_id AS "agentId", sum(spent)::text AS spent, sum(reserved)::text AS reserved, sum(overtime)::text AS overtime,
    sum(refused)::text AS refused
  FROM parts GROUP BY agent_id
  UNION ALL SELECT NULL, COALESCE(sum(spent), 0)::text, COALESCE(sum(reserved), 0)::text,
    (SELECT COALESCE(sum(amount_nano_usd), 0) FROM budget_overtimes WHERE tenant_id = $1 AND month = $2::date AND agent_id IS NULL)::text,
    (SELECT COALESCE(sum(amount_nano_usd), 0) FROM budget_refusals WHERE tenant_id = $1 AND month = $2::date AND scope_id = $1)::text
  FROM parts`;

/** Reads and writes what budgets are made of. */
@Injectable()
export class BudgetStore {
  constructor(private readonly clock: Clock) {}

  async findBusinessBudget({ manager, tenantId }: TenantTransaction): Promise<BusinessBudget | null> {
    const [row] = await manager.query<{ limit: string; atLimit: AtLimitAction }[]>(
      'SELECT limit_nano_usd::text AS limit, at_limit AS "atLimit" FROM business_budgets WHERE tenant_id = $1',
      [tenantId],
    );
    return row ? { limitNanoUsd: BigInt(row.limit), atLimit: row.atLimit } : null;
  }

  async saveBusinessBudget({ manager, tenantId }: TenantTransaction, budget: BusinessBudget | null): Promise<void> {
    if (!budget) {
      await manager.query('DELETE FROM business_budgets WHERE tenant_id = $1', [tenantId]);
      return;
    }
    await manager.query(
      `INSERT INTO business_budgets (tenant_id, limit_nano_usd, at_limit, updated_at) VALUES ($1, $2, $3, $4)
       ON CONFLICT (tenant_id) DO UPDATE SET limit_nano_usd = EXCLUDED.limit_nano_usd, at_limit = EXCLUDED.at_limit, updated_at = EXCLUDED.updated_at`,
      [tenantId, budget.limitNanoUsd.toString(), budget.atLimit, this.clock.now()],
    );
  }

  /** Whoever reserves of the same budgets waits; always the business first, so that nobody waits in a circle. */
  async lock({ manager, tenantId }: TenantTransaction, agentId: string | null, isWhole: boolean): Promise<void> {
    const keys = [...(isWhole ? [tenantId] : []), ...(agentId ? [`${tenantId}:${agentId}`] : [])];
    for (const key of keys) await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 28))', [key]);
  }

  /** By employee, and under `null` for the whole business. */
  async figures(
    { manager, tenantId }: TenantTransaction,
    { firstDay, from, to }: ReportPeriod,
  ): Promise<Map<string | null, BudgetFigures>> {
    const rows = await manager.query<FiguresRow[]>(FIGURES, [tenantId, firstDay, from, to]);
    return new Map(
      rows.map(({ agentId, spent, reserved, overtime, refused }) => [
        agentId,
        {
          agentId,
          spentNanoUsd: BigInt(spent),
          reservedNanoUsd: BigInt(reserved),
          overtimeNanoUsd: BigInt(overtime),
          refusedNanoUsd: BigInt(refused),
        },
      ]),
    );
  }

  async reserve({ manager, tenantId }: TenantTransaction, agentId: string | null, amount: bigint): Promise<string> {
    const id = newId();
    await manager.query(
      `INSERT INTO budget_reservations (tenant_id, id, agent_id, amount_nano_usd, expires_at) VALUES ($1, $2, $3, $4, ${LEASE})`,
      [tenantId, id, agentId ?? '00000000-0000-0000-0000-000000000000', amount.toString()],
    );
    return id;
  }

  /** Ends a reservation, and those that a process which is gone left behind; answers the one, where it was still held. */
  async release({ manager, tenantId }: TenantTransaction, id: string): Promise<HeldReservation | null> {
    const [rows] = await manager.query<[{ id: string; agentId: string; held: string }[], number]>(
      `DELETE FROM budget_reservations WHERE tenant_id = $1 AND (id = $2 OR expires_at < clock_timestamp())
       RETURNING id, agent_id AS "agentId", amount_nano_usd::text AS held`,
      [tenantId, id],
    );
    const own = rows.find((row) => row.id === id);
    return own ? { id, agentId: own.agentId, heldNanoUsd: BigInt(own.held) } : null;
  }

  /** Notes that a reply cost more than was held for it. */
  async noteEstimateError(
    { manager, tenantId }: TenantTransaction,
    { id, agentId, heldNanoUsd }: HeldReservation,
    costNanoUsd: bigint,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO budget_estimate_errors (tenant_id, id, agent_id, held_nano_usd, cost_nano_usd, settled_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [tenantId, id, agentId, heldNanoUsd.toString(), costNanoUsd.toString(), this.clock.now()],
    );
  }

  /** The worst error of an estimate in a month, by employee and under `null` for the whole business. */
  async worstEstimateErrors(
    { manager, tenantId }: TenantTransaction,
    { from, to }: ReportPeriod,
  ): Promise<Map<string | null, bigint>> {
    const rows = await manager.query<{ agentId: string | null; worst: string }[]>(
      `SELECT agent_id AS "agentId", max(cost_nano_usd - held_nano_usd)::text AS worst FROM budget_estimate_errors
       WHERE tenant_id = $1 AND settled_at >= $2 AND settled_at < $3 GROUP BY GROUPING SETS ((agent_id), ()) HAVING count(*) > 0`,
      [tenantId, from, to],
    );
    return new Map(rows.map(({ agentId, worst }) => [agentId, BigInt(worst)]));
  }

  /** Answers which of them are still held. */
  async renew({ manager, tenantId }: TenantTransaction, ids: readonly string[]): Promise<string[]> {
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `UPDATE budget_reservations SET expires_at = ${LEASE} WHERE tenant_id = $1 AND id = ANY($2) RETURNING id`,
      [tenantId, ids],
    );
    return rows.map(({ id }) => id);
  }

  async addOvertime(
    { manager, tenantId, context }: TenantTransaction,
    { agentId, month, amountNanoUsd }: { agentId: string | null; month: string; amountNanoUsd: bigint },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO budget_overtimes (tenant_id, id, agent_id, month, amount_nano_usd, granted_by, granted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tenantId, newId(), agentId, month, amountNanoUsd.toString(), context.actor.name, this.clock.now()],
    );
  }

  /** Notes that a budget had no room for a reply. */
  async noteRefusal(
    { manager, tenantId }: TenantTransaction,
    { scopeId, month, amountNanoUsd }: { scopeId: string; month: string; amountNanoUsd: bigint },
  ): Promise<void> {
    await manager.query(
      `INSERT INTO budget_refusals (tenant_id, scope_id, month, amount_nano_usd, refused_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (tenant_id, scope_id, month) DO UPDATE SET amount_nano_usd = EXCLUDED.amount_nano_usd, refused_at = EXCLUDED.refused_at`,
      [tenantId, scopeId, month, amountNanoUsd.toString(), this.clock.now()],
    );
  }

  /** True for the first who notes that a threshold was crossed this month. */
  async noteThreshold(
    { manager, tenantId }: TenantTransaction,
    { scopeId, month, percent }: { scopeId: string; month: string; percent: 80 | 100 },
  ): Promise<boolean> {
    const rows = await manager.query<unknown[]>(
      `INSERT INTO budget_thresholds (tenant_id, scope_id, month, percent, crossed_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING percent`,
      [tenantId, scopeId, month, percent, this.clock.now()],
    );
    return rows.length > 0;
  }
}
