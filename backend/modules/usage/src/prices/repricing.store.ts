import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import type { ModelCall } from '@konstruct/models';
import { newId, toPage, type Page, type TenantTransaction } from '@konstruct/platform';

/** Which calls are to be priced again. */
export interface RepricingWish {
  /** Those without a price, or those that have one, which may be another by now. */
  readonly scope: 'unpriced' | 'priced';
  /** Null for all. */
  readonly provider: ModelProvider | null;
  readonly model: string | null;
  readonly since: Date;
  readonly until: Date;
}

/** A re-pricing and how far it has come. */
export interface Repricing extends RepricingWish {
  readonly id: string;
  readonly status: 'running' | 'done';
  /** The last call that was looked at. */
  readonly atTime: Date | null;
  readonly atId: string | null;
  readonly seen: number;
  readonly changed: number;
  readonly differenceNanoUsd: bigint;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
}

/** A call in the books that may be priced anew. */
export type BookedCall = Pick<ModelCall, 'id' | 'provider' | 'model' | 'soldBy' | 'terms' | 'startedAt' | 'usage'> & {
  readonly costNanoUsd: bigint | null;
  readonly priceSource: string | null;
};

type Row = Omit<Repricing, 'differenceNanoUsd'> & { readonly difference: string };

const COLUMNS = `id, scope, provider, model, since, until, status, at_time AS "atTime", at_id AS "atId", seen::float8 AS seen,
  changed::float8 AS changed, difference_nano_usd::text AS difference, requested_by AS "requestedBy", requested_at AS "requestedAt",
  finished_at AS "finishedAt"`;

/** Keeps re-pricings, and reads the calls that they are about. */
@Injectable()
export class RepricingStore {
  async add({ manager, tenantId, context }: TenantTransaction, wish: RepricingWish): Promise<string> {
    const id = newId();
    await manager.query(
      `INSERT INTO usage_repricings (tenant_id, id, scope, provider, model, since, until, requested_by, requested_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
      [tenantId, id, wish.scope, wish.provider, wish.model, wish.since, wish.until, context.actor.name],
    );
    return id;
  }

  async find(
    { manager, tenantId }: TenantTransaction,
    id: string,
    lock: '' | 'FOR UPDATE' = '',
  ): Promise<Repricing | null> {
    const [row] = await manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM usage_repricings WHERE tenant_id = $1 AND id = $2 ${lock}`,
      [tenantId, id],
    );
    return row ? toRepricing(row) : null;
  }

  /** Newest first. */
  async list(
    { manager, tenantId }: TenantTransaction,
    { before, limit }: { readonly before: string | null; readonly limit: number },
  ): Promise<Page<Repricing>> {
    const rows = await manager.query<Row[]>(
      `SELECT ${COLUMNS} FROM usage_repricings WHERE tenant_id = $1 AND ($2::uuid IS NULL OR id < $2) ORDER BY id DESC LIMIT $3`,
      [tenantId, before, limit + 1],
    );
    return toPage(rows, limit, ({ id }) => [id], toRepricing);
  }

  /** The next calls after those that were looked at, oldest first. Fees have prices of their own kind. */
  async nextCalls(
    { manager, tenantId }: TenantTransaction,
    { scope, provider, model, since, until, atTime, atId }: Repricing,
    limit: number,
  ): Promise<BookedCall[]> {
    const rows = await manager.query<Record<string, string | null>[]>(
      `SELECT id, occurred_at AS "startedAt", provider, model, sold_by AS "soldBy", service_terms AS terms, cost_nano_usd::text AS cost,
         price_source AS "priceSource", usage_source AS "usageSource", input_uncached_tokens, cache_read_tokens, cache_read_audio_tokens,
         cache_write_5m_tokens, cache_write_1h_tokens, input_audio_tokens, output_text_tokens, reasoning_tokens, output_audio_tokens
       FROM usage_events
       WHERE tenant_id = $1 AND occurred_at >= $2 AND occurred_at < $3 AND kind <> 'fee' AND usage_source <> 'none'
         AND ($4::text IS NULL OR provider = $4) AND ($5::text IS NULL OR model = $5)
         AND cost_nano_usd IS ${scope === 'unpriced' ? 'NULL' : 'NOT NULL'}
         AND ($6::timestamptz IS NULL OR (occurred_at, id) > ($6::timestamptz, $7::uuid))
       ORDER BY occurred_at, id LIMIT $8`,
      [tenantId, since, until, provider, model, atTime, atId, limit],
    );
    return rows.map(toCall);
  }

  /** Notes how far it has come. */
  async advance(
    { manager, tenantId }: TenantTransaction,
    id: string,
    step: {
      readonly seen: number;
      readonly changed: number;
      readonly differenceNanoUsd: bigint;
      readonly last: BookedCall | undefined;
    },
  ): Promise<void> {
    await manager.query(
      `UPDATE usage_repricings SET seen = seen + $3, changed = changed + $4, difference_nano_usd = difference_nano_usd + $5,
         at_time = COALESCE($6, at_time), at_id = COALESCE($7, at_id), status = CASE WHEN $6::timestamptz IS NULL THEN 'done' ELSE status END,
         finished_at = CASE WHEN $6::timestamptz IS NULL THEN now() END
       WHERE tenant_id = $1 AND id = $2`,
      [
        tenantId,
        id,
        step.seen,
        step.changed,
        step.differenceNanoUsd.toString(),
        step.last?.startedAt ?? null,
        step.last?.id ?? null,
      ],
    );
  }

  /** Whether anything is without a price. */
  async hasUnpriced({ manager, tenantId }: TenantTransaction): Promise<boolean> {
    const [row] = await manager.query<{ has: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM usage_events WHERE tenant_id = $1 AND cost_nano_usd IS NULL AND kind <> 'fee') AS has`,
      [tenantId],
    );
    return row?.has ?? false;
  }

  /** Changes costs and what was summed of them, with an entry for each employee, model and month; returns how many were changed. */
  async correct(
    { manager }: TenantTransaction,
    { id, scope, requestedBy }: Repricing,
    calls: readonly BookedCall[],
  ): Promise<number> {
    if (calls.length === 0) return 0;
    const [row] = await manager.query<{ changed: string }[]>(
      'SELECT usage_reprice($1, $2, $3, $4, $5, $6, $7) AS changed',
      [
        id,
        calls.map((call) => call.id),
        calls.map(({ startedAt }) => startedAt),
        calls.map(({ costNanoUsd }) => costNanoUsd?.toString() ?? null),
        calls.map(({ priceSource }) => priceSource),
        scope === 'unpriced' ? 'price_arrived' : 'price_changed',
        requestedBy,
      ],
    );
    return Number(row?.changed ?? 0);
  }
}

function toRepricing({ difference, ...row }: Row): Repricing {
  return { ...row, differenceNanoUsd: BigInt(difference) };
}

function toCall(row: Record<string, unknown>): BookedCall {
  const tokens = (column: string): number => Number(row[column]);
  const { id, startedAt, provider, model, soldBy, terms, cost, priceSource } = row as unknown as BookedCall & {
    cost: string | null;
  };
  return {
    ...{ id, startedAt, provider, model, soldBy, terms, priceSource },
    costNanoUsd: cost === null ? null : BigInt(cost),
    usage: {
      inputUncachedTokens: tokens('input_uncached_tokens'),
      cacheReadTokens: tokens('cache_read_tokens') - tokens('cache_read_audio_tokens'),
      cacheReadAudioTokens: tokens('cache_read_audio_tokens'),
      cacheWrite5mTokens: tokens('cache_write_5m_tokens'),
      cacheWrite1hTokens: tokens('cache_write_1h_tokens'),
      inputAudioTokens: tokens('input_audio_tokens'),
      outputTextTokens: tokens('output_text_tokens'),
      reasoningTokens: tokens('reasoning_tokens'),
      outputAudioTokens: tokens('output_audio_tokens'),
    },
  };
}
