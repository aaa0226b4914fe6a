import type { SecretBinding } from '../root-key';

/**
 * Stands for a tenant where a secret belongs to a person, who may be in several businesses or in none: one data key of the
 * installation, and a key derived for each person by the purpose.
 */
export const PEOPLE = '00000000-0000-0000-0000-000000000000';

/** Where a module keeps a secret. Rotation knows of no other secrets. */
export interface SecretColumn {
  /** Whose the table's rows are; a tenant's, by `tenant_id`, when left out. */
  readonly owner?: 'person';
  readonly table: string;
  /** The column of the row's id, `id` when left out. */
  readonly rowId?: string;
  readonly ciphertext: string;
  readonly keyId: string;
  /** What the secret is for; it is bound to this and to the id of its row. */
  readonly purpose: string;
  /** SQL that says which rows hold this secret, where the column serves several purposes. */
  readonly rows?: string;
}

/** Injection token of every SecretColumn of the product. */
export const SECRET_COLUMNS = Symbol('SECRET_COLUMNS');

/** Whether the column has secrets of this holder, a tenant or PEOPLE. */
export function isHeldBy({ owner }: SecretColumn, holderId: string): boolean {
  return (owner === 'person') === (holderId === PEOPLE);
}

/** What the secret of a row is bound to; the tenant is PEOPLE where it belongs to a person. */
export function bindingOf(tenantId: string, { purpose }: Pick<SecretColumn, 'purpose'>, rowId: string): SecretBinding {
  return { tenantId, purpose: `${purpose}:${rowId}` };
}
