import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';
import { In, IsNull, Not } from 'typeorm';
import { ModelKey, type KeyFailure } from './model-key.entity';

/** The time of every single use would make one row a bottleneck; nobody needs it that exact. */
const USE_PRECISION_MS = 60_000;

/** How a key did: it worked, it was refused, or nothing is known of it. */
export interface KeyUse {
  /** False for a check, which does not count as having been used. */
  readonly isAtWork: boolean;
  readonly keyId: string;
  /** Which of the keys that had this id it was: the one that replaced another at this time, null for the first. */
  readonly keyReplacedAt: Date | null;
  readonly at: Date;
  /** Null when it worked, undefined when the calls say nothing about the key. */
  readonly failure: KeyFailure | null | undefined;
  /** Which model says so; null when it holds for all of them. */
  readonly model: string | null;
}

/** A key whose state a use has changed. */
export interface ChangedKey {
  readonly id: string;
  readonly provider: ModelProvider;
  readonly label: string;
  readonly failureCode: KeyFailure | null;
  readonly failureModel: string | null;
  readonly hadFailed: boolean;
}

/** Reads and writes model keys; those that were deleted are found by their id alone, for the reports. */
@Injectable()
export class ModelKeyStore {
  list({ manager, tenantId }: TenantTransaction): Promise<ModelKey[]> {
    return manager.find(ModelKey, { where: { tenantId, deletedAt: IsNull() }, order: { id: 'ASC' } });
  }

  /** Those of the ids that were deleted, the last one first. */
  listDeleted({ manager, tenantId }: TenantTransaction, ids: readonly string[]): Promise<ModelKey[]> {
    if (ids.length === 0) return Promise.resolve([]);
    return manager.find(ModelKey, {
      where: { tenantId, id: In([...ids]), deletedAt: Not(IsNull()) },
      order: { deletedAt: 'DESC' },
    });
  }

  find({ manager, tenantId }: TenantTransaction, id: string): Promise<ModelKey | null> {
    return manager.findOneBy(ModelKey, { tenantId, id, deletedAt: IsNull() });
  }

  /** Reads a key and keeps others from changing it until the transaction ends. */
  lock({ manager, tenantId }: TenantTransaction, id: string): Promise<ModelKey | null> {
    return manager.findOne(ModelKey, {
      where: { tenantId, id, deletedAt: IsNull() },
      lock: { mode: 'pessimistic_write' },
    });
  }

  findByProvider({ manager, tenantId }: TenantTransaction, provider: ModelProvider): Promise<ModelKey | null> {
    return manager.findOneBy(ModelKey, { tenantId, provider, deletedAt: IsNull() });
  }

  /** False when the business has a key for the provider already. */
  async insertOnce({ manager }: TenantTransaction, key: ModelKey): Promise<boolean> {
    const insert = manager.createQueryBuilder().insert().into(ModelKey).values(key).orIgnore().returning('id');
    const { raw } = (await insert.execute()) as { raw: unknown[] };
    return raw.length > 0;
  }

  async update({ manager, tenantId }: TenantTransaction, id: string, changes: Partial<ModelKey>): Promise<void> {
    await manager.update(ModelKey, { tenantId, id }, changes);
  }

  /**
   * Notes a use, at most once a minute unless it changes what is known of the key; answers the key when it did. How a key did
   * that was replaced meanwhile says nothing about the one in its place, and what one model answers nothing about another.
   */
  async noteUse(
    { manager, tenantId }: TenantTransaction,
    { keyId, keyReplacedAt, at, failure, isAtWork, model }: KeyUse,
  ): Promise<ChangedKey | null> {
    const [rows]: [ChangedKey[], number] = await manager.query(
      `WITH before AS (
         SELECT id, failure_code, $4 AND NOT ($5::text IS NULL AND failure_code = 'no_model_access' AND coalesce(failure_model <> $9::text, false)) AS says
         FROM model_keys WHERE tenant_id = $1 AND id = $2 AND deleted_at IS NULL AND replaced_at IS NOT DISTINCT FROM $8::timestamptz)
       UPDATE model_keys k SET last_used_at = CASE WHEN $7 THEN greatest(k.last_used_at, $3::timestamptz) ELSE k.last_used_at END,
         failure_code = CASE WHEN says THEN $5 ELSE k.failure_code END,
         failure_model = CASE WHEN NOT says THEN k.failure_model WHEN $5::text = 'no_model_access' THEN $9::text END,
         failing_since = CASE WHEN NOT says THEN k.failing_since WHEN $5::text IS NULL THEN NULL ELSE coalesce(k.failing_since, $3::timestamptz) END
       FROM before
       WHERE k.tenant_id = $1 AND k.id = before.id AND k.deleted_at IS NULL AND k.replaced_at IS NOT DISTINCT FROM $8::timestamptz
         AND (($7 AND (k.last_used_at IS NULL OR k.last_used_at < $6)) OR (says AND k.failure_code IS DISTINCT FROM $5))
       RETURNING k.id, k.provider, k.label, k.failure_code AS "failureCode", k.failure_model AS "failureModel",
         before.failure_code IS NOT NULL AS "hadFailed"`,
      [
        tenantId,
        keyId,
        at,
        failure !== undefined,
        failure ?? null,
        new Date(at.getTime() - USE_PRECISION_MS),
        isAtWork,
        keyReplacedAt,
        model,
      ],
    );
    return rows[0] ?? null;
  }
}
