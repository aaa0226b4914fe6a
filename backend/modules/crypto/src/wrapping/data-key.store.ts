import { Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import type { WrappedKey } from './key-wrapper';

/** A tenant's data key as it is stored. */
export interface StoredDataKey extends WrappedKey {
  readonly id: string;
}

const COLUMNS = 'id, wrapped_key AS wrapped, wrapping_key_id AS "wrappingKeyId"';

/** Reads and writes wrapped data keys. */
@Injectable()
export class DataKeyStore {
  async find({ manager, tenantId }: TenantTransaction, id: string): Promise<StoredDataKey | null> {
    const rows: StoredDataKey[] = await manager.query(
      `SELECT ${COLUMNS} FROM tenant_data_keys WHERE tenant_id = $1 AND id = $2`,
      [tenantId, id],
    );
    return rows[0] ?? null;
  }

  async findNewest({ manager, tenantId }: TenantTransaction, wrappingKeyId: string): Promise<StoredDataKey | null> {
    const rows: StoredDataKey[] = await manager.query(
      `SELECT ${COLUMNS} FROM tenant_data_keys WHERE tenant_id = $1 AND wrapping_key_id = $2 ORDER BY id DESC LIMIT 1`,
      [tenantId, wrappingKeyId],
    );
    return rows[0] ?? null;
  }

  list({ manager, tenantId }: TenantTransaction): Promise<StoredDataKey[]> {
    return manager.query(`SELECT ${COLUMNS} FROM tenant_data_keys WHERE tenant_id = $1 ORDER BY id`, [tenantId]);
  }

  async insert({ manager, tenantId }: TenantTransaction, key: StoredDataKey, createdAt: Date): Promise<void> {
    await manager.query(
      'INSERT INTO tenant_data_keys (tenant_id, id, wrapped_key, wrapping_key_id, created_at) VALUES ($1, $2, $3, $4, $5)',
      [tenantId, key.id, key.wrapped, key.wrappingKeyId, createdAt],
    );
  }

  /** Writes a key wrapped anew, unless somebody did so meanwhile. */
  async rewrap({ manager, tenantId }: TenantTransaction, before: StoredDataKey, after: WrappedKey): Promise<boolean> {
    const [, count]: [unknown, number] = await manager.query(
      `UPDATE tenant_data_keys SET wrapped_key = $4, wrapping_key_id = $5
       WHERE tenant_id = $1 AND id = $2 AND wrapped_key = $3`,
      [tenantId, before.id, before.wrapped, after.wrapped, after.wrappingKeyId],
    );
    return count > 0;
  }
}
