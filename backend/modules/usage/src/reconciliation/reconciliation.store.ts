import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import { newId, toPage, type Page, type TenantTransaction } from '@konstruct/platform';
import type { StatementLine } from './statement';

/** What a provider said, as somebody of the business brought it. */
export interface Statement {
  readonly provider: ModelProvider;
  readonly kind: 'export' | 'invoice';
  readonly name: string;
  readonly firstDay: string;
  readonly lastDay: string;
  readonly lines: readonly StatementLine[];
}

/** A statement that is kept. */
export interface StoredStatement extends Statement {
  readonly id: string;
  readonly totalNanoUsd: bigint | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

interface Row {
  readonly id: string;
  readonly provider: ModelProvider;
  readonly kind: Statement['kind'];
  readonly name: string;
  readonly first_day: string;
  readonly last_day: string;
  readonly total: string | null;
  readonly created_by: string;
  readonly created_at: Date;
  readonly lines: readonly StoredLine[];
}

type StoredLine = Omit<StatementLine, 'costNanoUsd'> & { readonly costNanoUsd: string | null };

const COLUMNS = `id, provider, kind, name, first_day::text, last_day::text, total_nano_usd::text AS total, created_by, created_at`;

/** Keeps statements. */
@Injectable()
export class ReconciliationStore {
  async count({ manager, tenantId }: TenantTransaction): Promise<number> {
    const [row] = await manager.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM usage_reconciliations WHERE tenant_id = $1',
      [tenantId],
    );
    return row?.count ?? 0;
  }

  async add(
    { manager, tenantId, context }: TenantTransaction,
    { lines, ...statement }: Statement,
    totalNanoUsd: bigint | null,
  ): Promise<string> {
    const id = newId();
    await manager.query(
      `INSERT INTO usage_reconciliations (tenant_id, id, provider, kind, name, first_day, last_day, total_nano_usd, lines, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
      [
        tenantId,
        id,
        statement.provider,
        statement.kind,
        statement.name,
        statement.firstDay,
        statement.lastDay,
        totalNanoUsd?.toString() ?? null,
        JSON.stringify(lines.map((line) => ({ ...line, costNanoUsd: line.costNanoUsd?.toString() ?? null }))),
        context.actor.name,
      ],
    );
    return id;
  }

  async find({ manager, tenantId }: TenantTransaction, id: string): Promise<StoredStatement | null> {
    const [row] = await manager.query<Row[]>(
      `SELECT ${COLUMNS}, lines FROM usage_reconciliations WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id],
    );
    return row ? toStatement(row) : null;
  }

  /** Newest first, without their lines. */
  async list(
    { manager, tenantId }: TenantTransaction,
    { before, limit }: { readonly before: string | null; readonly limit: number },
  ): Promise<Page<StoredStatement>> {
    const rows = await manager.query<Row[]>(
      `SELECT ${COLUMNS}, '[]'::jsonb AS lines FROM usage_reconciliations
       WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tenantId, before, limit + 1],
    );
    return toPage(rows, limit, ({ id }) => [id], toStatement);
  }

  /** False when it is not there. */
  async remove({ manager, tenantId }: TenantTransaction, id: string): Promise<boolean> {
    const [rows] = await manager.query<[unknown[], number]>(
      'DELETE FROM usage_reconciliations WHERE tenant_id = $1 AND id = $2 RETURNING id',
      [tenantId, id],
    );
    return rows.length > 0;
  }
}

function toStatement({ lines, ...row }: Row): StoredStatement {
  return {
    id: row.id,
    provider: row.provider,
    kind: row.kind,
    name: row.name,
    firstDay: row.first_day,
    lastDay: row.last_day,
    totalNanoUsd: row.total === null ? null : BigInt(row.total),
    createdBy: row.created_by,
    createdAt: row.created_at,
    lines: lines.map((line) => ({ ...line, costNanoUsd: line.costNanoUsd === null ? null : BigInt(line.costNanoUsd) })),
  };
}
