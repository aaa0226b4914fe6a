import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import type { DollarsPerMillion } from '@konstruct/models';
import { newId, type TenantTransaction } from '@konstruct/platform';

/** A price of a business's own contract. */
export interface StoredOwnPrice {
  readonly id: string;
  readonly provider: ModelProvider;
  readonly model: string;
  readonly from: string;
  readonly until: string | null;
  readonly dollars: DollarsPerMillion;
  readonly note: string;
  readonly setBy: string;
  readonly setAt: Date;
}

const COLUMNS = `id, provider, model, effective_from::text AS "from", effective_until::text AS "until", dollars, note, set_by AS "setBy", set_at AS "setAt"`;

/** Keeps the prices of a business's own contracts. */
@Injectable()
export class OwnPriceStore {
  /** By rising first day. */
  list({ manager, tenantId }: TenantTransaction): Promise<StoredOwnPrice[]> {
    return manager.query<StoredOwnPrice[]>(
      `SELECT ${COLUMNS} FROM own_prices WHERE tenant_id = $1 ORDER BY effective_from, id`,
      [tenantId],
    );
  }

  async find({ manager, tenantId }: TenantTransaction, id: string): Promise<StoredOwnPrice | null> {
    const [row] = await manager.query<StoredOwnPrice[]>(
      `SELECT ${COLUMNS} FROM own_prices WHERE tenant_id = $1 AND id = $2 FOR UPDATE`,
      [tenantId, id],
    );
    return row ?? null;
  }

  /** Null when the model has a price of its own from that day on already. */
  async add(
    { manager, tenantId, context }: TenantTransaction,
    price: Pick<StoredOwnPrice, 'provider' | 'model' | 'from' | 'dollars' | 'note'>,
  ): Promise<string | null> {
    const [row] = await manager.query<{ id: string }[]>(
      `INSERT INTO own_prices (tenant_id, id, provider, model, effective_from, dollars, note, set_by, set_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now()) ON CONFLICT DO NOTHING RETURNING id`,
      [
        tenantId,
        newId(),
        price.provider,
        price.model,
        price.from,
        JSON.stringify(price.dollars),
        price.note,
        context.actor.name,
      ],
    );
    return row?.id ?? null;
  }

  /** Ends a price with the day before `until`; one that has not begun goes away. */
  async end({ manager, tenantId }: TenantTransaction, { id, from }: StoredOwnPrice, until: string): Promise<void> {
    await manager.query(
      from < until
        ? 'UPDATE own_prices SET effective_until = least($3::date, COALESCE(effective_until, $3::date)) WHERE tenant_id = $1 AND id = $2'
        : 'DELETE FROM own_prices WHERE tenant_id = $1 AND id = $2 AND effective_from >= $3',
      [tenantId, id, until],
    );
  }
}
