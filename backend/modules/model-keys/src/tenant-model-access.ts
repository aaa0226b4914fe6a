import { Inject, Injectable } from '@nestjs/common';
import { EntitlementDesk } from '@konstruct/billing';
import type { ModelProvider } from '@konstruct/contracts';
import { InstallationAccess, type ModelAccess, type ProviderAccess, type TenantAccess } from '@konstruct/models';
import { Database, systemContext, type TenantContext, type TenantTransaction } from '@konstruct/platform';
import { KeyReader } from './key-reader';
import { ModelKeyStore } from './model-key.store';
import type { ModelKey } from './model-key.entity';
import { MODEL_KEYS_SETTINGS, type ModelKeysSettings } from './model-keys.config';

/**
 * Which key a business calls a provider with: its own, else the installation's where that is offered and its plan allows it.
 * It is read anew for each question, so that a deleted or replaced key is used by nobody a moment later.
 */
@Injectable()
export class TenantModelAccess implements TenantAccess {
  constructor(
    @Inject(MODEL_KEYS_SETTINGS) private readonly settings: ModelKeysSettings,
    private readonly database: Database,
    private readonly keys: ModelKeyStore,
    private readonly reader: KeyReader,
    private readonly installation: InstallationAccess,
    private readonly entitlements: EntitlementDesk,
  ) {}

  of(tenantId: string): ModelAccess {
    const context = systemContext(tenantId, 'model keys');
    return { find: (provider) => this.find(context, provider) };
  }

  /** Providers that the business can call: by its own keys or the installation's. */
  async available(transaction: TenantTransaction, providers: readonly ModelProvider[]): Promise<ModelProvider[]> {
    const own = new Set((await this.keys.list(transaction)).map(({ provider }) => provider));
    const mayUseInstallation = await this.mayUseInstallation(transaction);
    return providers.filter(
      (provider) => own.has(provider) || (mayUseInstallation && this.installation.isAvailable(provider)),
    );
  }

  private async find(context: TenantContext, provider: ModelProvider): Promise<ProviderAccess | null> {
    const found = await this.database.inTenant(context, async (transaction) => {
      const key = await this.keys.findByProvider(transaction, provider);
      return key ?? (await this.mayUseInstallation(transaction));
    });
    if (typeof found === 'object') return this.open(context, found);
    return found ? this.installation.find(provider) : null;
  }

  private async open(context: TenantContext, key: ModelKey): Promise<ProviderAccess | null> {
    const apiKey = await this.reader.read(context, key);
    return apiKey === null ? null : { apiKey, baseUrl: key.baseUrl, keyId: key.id, keyReplacedAt: key.replacedAt };
  }

  private async mayUseInstallation(transaction: TenantTransaction): Promise<boolean> {
    const { INSTALLATION_MODEL_KEYS: audience } = this.settings;
    if (audience !== 'paid') return audience === 'everybody';
    return (await this.entitlements.of(transaction)).tier === 'paid';
  }
}
