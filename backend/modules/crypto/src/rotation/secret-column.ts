import type { SecretBinding } from '../root-key';

/** Where a module keeps a secret: a column of a table of tenants. Rotation knows of no other secrets. */
export interface SecretColumn {
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

/** What the secret of a row is bound to. */
export function bindingOf(tenantId: string, { purpose }: Pick<SecretColumn, 'purpose'>, rowId: string): SecretBinding {
  return { tenantId, purpose: `${purpose}:${rowId}` };
}
