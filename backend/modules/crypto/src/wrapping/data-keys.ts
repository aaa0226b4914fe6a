import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Clock, Database, newId, systemContext } from '@konstruct/platform';
import { CRYPTO_SETTINGS, type CryptoSettings } from '../crypto.config';
import { RootKey } from '../root-key';
import { DataKeyStore } from './data-key.store';
import { ExpiringCache } from './expiring-cache';
import { KeyWrappers } from './key-wrappers';

/** Begins the key id of a secret that is under a data key. */
const PREFIX = 'dk_';

const MAXIMUM_CACHED = 5_000;

/** Whether a secret with this key id is under a data key. */
export function isDataKeyId(keyId: string): boolean {
  return keyId.startsWith(PREFIX);
}

/** The key id of a secret under a stored data key. */
export function dataKeyIdOf({ id }: { readonly id: string }): string {
  return `${PREFIX}${id}`;
}

/**
 * Envelope encryption: each tenant has a data key, which the database holds wrapped by a key service. Unwrapped it is kept
 * in memory for minutes, so that the service is asked once in a while and can still take the key away.
 */
@Injectable()
export class DataKeys {
  private readonly unwrapped: ExpiringCache<RootKey>;
  private readonly newest: ExpiringCache<string>;
  private readonly wrappingKey: ExpiringCache<string>;

  constructor(
    @Inject(CRYPTO_SETTINGS) settings: CryptoSettings,
    private readonly database: Database,
    private readonly store: DataKeyStore,
    private readonly wrappers: KeyWrappers,
    private readonly clock: Clock,
  ) {
    const lifeMs = settings.DATA_KEY_CACHE_SECONDS * 1_000;
    const now = (): number => clock.now().getTime();
    this.unwrapped = new ExpiringCache(lifeMs, MAXIMUM_CACHED, now);
    this.newest = new ExpiringCache(lifeMs, MAXIMUM_CACHED, now);
    this.wrappingKey = new ExpiringCache(lifeMs, 1, now);
  }

  /** The key that the tenant's new secrets go under; made when there is none under the service's newest key. */
  async current(tenantId: string): Promise<RootKey> {
    return this.find(tenantId, await this.newest.get(tenantId, () => this.findOrMake(tenantId)));
  }

  find(tenantId: string, keyId: string): Promise<RootKey> {
    return this.unwrapped.get(`${tenantId} ${keyId}`, () => this.unwrap(tenantId, keyId));
  }

  private async findOrMake(tenantId: string): Promise<string> {
    const wrappingKeyId = await this.wrappingKey.get('current', () => this.wrappers.currentKeyId());
    const context = systemContext(tenantId, 'key encryption');
    const newest = await this.database.inTenant(context, (transaction) =>
      this.store.findNewest(transaction, wrappingKeyId),
    );
    if (newest) return dataKeyIdOf(newest);
    // Two processes may make one each: every secret says which one it is under.
    const made = { id: newId(), ...(await this.wrappers.wrap(tenantId, randomBytes(32))) };
    await this.database.inTenant(context, (transaction) => this.store.insert(transaction, made, this.clock.now()));
    return dataKeyIdOf(made);
  }

  private async unwrap(tenantId: string, keyId: string): Promise<RootKey> {
    const stored = await this.database.inTenant(systemContext(tenantId, 'key encryption'), (transaction) =>
      this.store.find(transaction, keyId.slice(PREFIX.length)),
    );
    if (!stored) throw new UnknownKeyError(keyId);
    return new RootKey(keyId, await this.wrappers.unwrap(tenantId, stored));
  }
}

/** Raised when a stored secret is under a key that this installation does not have. */
export class UnknownKeyError extends Error {
  constructor(readonly keyId: string) {
    super(
      isDataKeyId(keyId)
        ? `a stored secret is under the data key ${keyId}, which is not this tenant's`
        : `a stored secret is under key ${keyId}, which is neither PLATFORM_ENCRYPTION_KEY nor among PLATFORM_ENCRYPTION_KEY_PREVIOUS`,
    );
    this.name = 'UnknownKeyError';
  }
}
