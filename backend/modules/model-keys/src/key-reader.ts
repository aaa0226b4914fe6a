import { Injectable, Logger } from '@nestjs/common';
import { KeyServiceError } from '@konstruct/crypto';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { KeyVault } from './key-vault';
import { KeyWatch } from './key-watch';
import type { ModelKey } from './model-key.entity';
import { ModelKeyError } from './model-keys.errors';

/** Opens keys for use. One that cannot be decrypted any more is told of once, and shown as failing until it is replaced or works. */
@Injectable()
export class KeyReader {
  private readonly logger = new Logger(KeyReader.name);

  constructor(
    private readonly database: Database,
    private readonly vault: KeyVault,
    private readonly watch: KeyWatch,
    private readonly clock: Clock,
  ) {}

  /** Null when nobody can decrypt it; throws when only the key service is away, which says nothing about the key. */
  async read(context: TenantContext, key: ModelKey): Promise<string | null> {
    try {
      return await this.vault.open(key);
    } catch (error) {
      if (error instanceof KeyServiceError && error.isRetryable)
        throw new ModelKeyError('key_service_unavailable', { cause: error });
      this.logger.error({ err: error, tenant: key.tenantId, key: key.id }, 'A model key cannot be decrypted');
      const now = this.clock.now();
      await this.database.inTenant(context, (transaction) => this.watch.noteUnreadable(transaction, key, now));
      return null;
    }
  }
}
