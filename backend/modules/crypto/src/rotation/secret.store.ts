import { Inject, Injectable } from '@nestjs/common';
import type { TenantTransaction } from '@konstruct/platform';
import { isHeldBy, SECRET_COLUMNS, type SecretColumn } from './secret-column';

/** How many of a tenant's secrets of one purpose are under one key. */
export interface SecretCount {
  readonly purpose: string;
  readonly keyId: string;
  readonly count: number;
}

/** A secret where it was found. */
export interface FoundSecret {
  readonly column: SecretColumn;
  readonly id: string;
  readonly ciphertext: string;
  readonly keyId: string;
}

/** A secret encrypted anew. */
export interface ReplacedSecret extends FoundSecret {
  readonly newCiphertext: string;
  readonly newKeyId: string;
}

/** Reads and writes secrets wherever modules keep them. Names of tables and columns come from code alone. */
@Injectable()
export class SecretStore {
  constructor(@Inject(SECRET_COLUMNS) private readonly columns: readonly SecretColumn[]) {}

  /** Whether there are columns of people's secrets at all. */
  get hasPeople(): boolean {
    return this.columns.some(({ owner }) => owner === 'person');
  }

  async count({ manager, tenantId }: TenantTransaction): Promise<SecretCount[]> {
    const parts = this.select(
      tenantId,
      (column, place) => `SELECT ${place} AS place, ${column.keyId} AS key_id FROM ${rowsOf(column)}`,
    );
    if (parts.length === 0) return [];
    return this.named(
      manager.query(
        `SELECT place, key_id, count(*)::int AS count FROM (${parts.join(' UNION ALL ')}) AS secrets GROUP BY place, key_id`,
        [tenantId],
      ),
    );
  }

  /** Secrets that are under other keys than those that may stay, without those that were found unreadable. */
  async findOld(
    { manager, tenantId }: TenantTransaction,
    { keyIds, unreadable, limit }: { keyIds: readonly string[]; unreadable: readonly string[]; limit: number },
  ): Promise<FoundSecret[]> {
    const parts = this.select(
      tenantId,
      (column, place) =>
        `(SELECT ${place} AS place, ${idOf(column)} AS id, ${column.ciphertext} AS ciphertext, ${column.keyId} AS key_id FROM ${rowsOf(column)}
          AND ${column.keyId} <> ALL ($2::text[]) AND ${place} || ' ' || ${idOf(column)}::text <> ALL ($3::text[]) ORDER BY ${idOf(column)} LIMIT $4)`,
    );
    if (parts.length === 0) return [];
    const rows: { place: number; id: string; ciphertext: string; key_id: string }[] = await manager.query(
      `SELECT * FROM (${parts.join(' UNION ALL ')}) AS secrets LIMIT $4`,
      [tenantId, keyIds, unreadable, limit],
    );
    return rows.map(({ place, key_id: keyId, ...row }) => ({ ...row, keyId, column: this.columnAt(place) }));
  }

  /** Names a found secret for `unreadable`. */
  nameOf({ column, id }: FoundSecret): string {
    return `${this.columns.indexOf(column)} ${id}`;
  }

  /** Writes the secrets of one column that are still as they were found; answers how many that were. */
  async replace(
    { manager, tenantId }: TenantTransaction,
    column: SecretColumn,
    secrets: readonly ReplacedSecret[],
  ): Promise<number> {
    const { table, ciphertext, keyId } = column;
    const id = idOf(column);
    // Locked in one order, so that two rotations wait for each other instead of standing in each other's way.
    const [, count]: [unknown, number] = await manager.query(
      `WITH given AS (
         SELECT * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[]) AS g (id, before, after, key_id)),
       locked AS (
         SELECT t.${id} AS id FROM ${table} t JOIN given ON given.id = t.${id}
         WHERE ${holderOf(column, 't.')} AND t.${ciphertext} = given.before ORDER BY t.${id} FOR UPDATE OF t)
       UPDATE ${table} t SET ${ciphertext} = given.after, ${keyId} = given.key_id
       FROM given, locked WHERE ${holderOf(column, 't.')} AND t.${id} = given.id AND locked.id = t.${id} AND t.${ciphertext} = given.before`,
      [
        tenantId,
        secrets.map((secret) => secret.id),
        secrets.map((secret) => secret.ciphertext),
        secrets.map(({ newCiphertext }) => newCiphertext),
        secrets.map(({ newKeyId }) => newKeyId),
      ],
    );
    return count;
  }

  /** The SQL for each column that has secrets of this holder. */
  private select(holderId: string, sqlOf: (column: SecretColumn, place: number) => string): string[] {
    return this.columns.flatMap((column, place) => (isHeldBy(column, holderId) ? [sqlOf(column, place)] : []));
  }

  private async named(found: Promise<{ place: number; key_id: string; count: number }[]>): Promise<SecretCount[]> {
    return (await found).map(({ place, key_id: keyId, count }) => ({
      purpose: this.columnAt(place).purpose,
      keyId,
      count,
    }));
  }

  private columnAt(place: number): SecretColumn {
    const column = this.columns[place];
    if (!column) throw new Error(`there is no secret column ${place}`);
    return column;
  }
}

function idOf({ rowId = 'id' }: SecretColumn): string {
  return rowId;
}

function rowsOf(column: SecretColumn): string {
  const { table, ciphertext, rows } = column;
  return `${table} WHERE ${holderOf(column)} AND ${ciphertext} IS NOT NULL${rows === undefined ? '' : ` AND (${rows})`}`;
}

/** The rows of a holder: people are one, and their tables hold nobody else's. */
function holderOf({ owner }: SecretColumn, table = ''): string {
  return owner === 'person' ? '$1::uuid IS NOT NULL' : `${table}tenant_id = $1`;
}
