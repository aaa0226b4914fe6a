import { Injectable } from '@nestjs/common';
import { Database, systemContext, type RequestContext } from '@konstruct/platform';
import { KeyEncryptionService } from '../key-encryption.service';
import { DataKeyStore } from '../wrapping/data-key.store';
import { dataKeyIdOf } from '../wrapping/data-keys';
import { KeyWrappers } from '../wrapping/key-wrappers';
import { inParallel } from './in-parallel';
import { PEOPLE } from './secret-column';
import { keyStatuses, type KeyHoldings, type KeyLoad, type KeyStatus } from './key-status';
import { SecretStore, type SecretCount } from './secret.store';

/** What a look at all businesses found. */
export interface Inventory {
  readonly keys: readonly KeyStatus[];
  readonly currentKeyId: string;
  /** How many secrets and data keys can be encrypted anew; re-wrapping a data key spares the secrets under it. */
  readonly toRotate: number;
  /** Businesses that have something under a key that is not the current one; PEOPLE among them where people have. */
  readonly tenantsToRotate: readonly string[];
}

interface TenantLoad {
  readonly counts: readonly SecretCount[];
  readonly dataKeys: readonly { readonly id: string; readonly wrappingKeyId: string }[];
}

type MutableLoads = Map<string, { secrets: Map<string, number>; dataKeys: number }>;

/** Counts what is under which key, business by business and people at last: no connection sees more than one business at a time. */
@Injectable()
export class KeyInventory {
  constructor(
    private readonly database: Database,
    private readonly secrets: SecretStore,
    private readonly dataKeys: DataKeyStore,
    private readonly encryption: KeyEncryptionService,
    private readonly wrappers: KeyWrappers,
  ) {}

  async take(cause: RequestContext): Promise<Inventory> {
    const holdings = await this.holdings();
    const loads: MutableLoads = new Map<string, { secrets: Map<string, number>; dataKeys: number }>();
    const tenantsToRotate: string[] = [];
    await inParallel(await this.tenantIds(cause), async (tenantId) => {
      const keyIds = add(loads, await this.loadOf(tenantId), this.wrappers.isUsed);
      if (keyIds.some((keyId) => keyId !== holdings.currentKeyId)) tenantsToRotate.push(tenantId);
    });
    const keys = keyStatuses(loads satisfies ReadonlyMap<string, KeyLoad>, holdings);
    const toRotate = keys
      .filter(({ standing }) => standing === 'previous')
      .reduce((sum, key) => sum + (this.isRewrapped(key) ? key.dataKeys : key.secrets), 0);
    return { keys, currentKeyId: holdings.currentKeyId, toRotate, tenantsToRotate };
  }

  private isRewrapped({ keyId }: KeyStatus): boolean {
    return this.wrappers.isUsed && this.wrappers.owns(keyId);
  }

  private async holdings(): Promise<KeyHoldings> {
    const { localKeyIds } = this.encryption;
    const [local = ''] = localKeyIds;
    const currentKeyId = this.wrappers.isUsed ? await this.wrappers.currentKeyId() : local;
    return { currentKeyId, previousKeyIds: localKeyIds, canUse: (keyId) => this.wrappers.owns(keyId) };
  }

  private async tenantIds(cause: RequestContext): Promise<string[]> {
    const rows: { id: string }[] = await this.database.asPlatform(cause, ({ manager }) =>
      manager.query('SELECT id FROM tenants ORDER BY id'),
    );
    return [...rows.map(({ id }) => id), ...(this.secrets.hasPeople ? [PEOPLE] : [])];
  }

  private loadOf(tenantId: string): Promise<TenantLoad> {
    return this.database.inTenant(systemContext(tenantId, 'key inventory'), async (transaction) => ({
      counts: await this.secrets.count(transaction),
      dataKeys: await this.dataKeys.list(transaction),
    }));
  }
}

/**
 * Adds a business to the sums and answers the keys it depends on. A secret under a data key depends on what wraps that key;
 * a data key without secrets is only in the way while a service is used, since new secrets may go under it.
 */
function add(loads: MutableLoads, { counts, dataKeys }: TenantLoad, areDataKeysUsed: boolean): string[] {
  const wrappedBy = new Map(dataKeys.map((key) => [dataKeyIdOf(key), key.wrappingKeyId]));
  const touched: string[] = [];
  const loadAt = (keyId: string): { secrets: Map<string, number>; dataKeys: number } => {
    const load = loads.get(keyId) ?? { secrets: new Map<string, number>(), dataKeys: 0 };
    loads.set(keyId, load);
    touched.push(keyId);
    return load;
  };
  for (const { purpose, keyId, count } of counts) {
    const { secrets } = loadAt(wrappedBy.get(keyId) ?? keyId);
    secrets.set(purpose, (secrets.get(purpose) ?? 0) + count);
  }
  if (areDataKeysUsed) for (const { wrappingKeyId } of dataKeys) loadAt(wrappingKeyId).dataKeys += 1;
  return touched;
}
