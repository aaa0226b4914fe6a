import { Global, Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { BillingModule } from '@konstruct/billing';
import { ModelsModule, TENANT_ACCESS } from '@konstruct/models';
import { NoticesModule } from '@konstruct/notices';
import { provideSettings } from '@konstruct/platform';
import { UsageModule } from '@konstruct/usage';
import { KeyAgents } from './key-agents';
import { KeyReader } from './key-reader';
import { KeyRechecks } from './key-rechecks';
import { KeyTrial } from './key-trial';
import { KeyVault } from './key-vault';
import { KeyWatch } from './key-watch';
import { ModelKeyKeeper } from './model-key-keeper';
import { ModelKeyList } from './model-key-list';
import { ModelKeyStore } from './model-key.store';
import { MODEL_KEYS_SETTINGS, modelKeysSettings } from './model-keys.config';
import { ModelKeysController } from './model-keys.controller';
import { ModelProvidersController } from './model-providers.controller';
import { TenantModelAccess } from './tenant-model-access';

/**
 * Businesses' own model keys: kept, checked, watched at work. Global for what the gateway asks of it, which key a business calls with:
 * this module knows models, so models cannot know it.
 */
@Global()
@Module({
  imports: [AgentsModule, BillingModule, ModelsModule, NoticesModule, UsageModule],
  controllers: [ModelKeysController, ModelProvidersController],
  providers: [
    provideSettings(MODEL_KEYS_SETTINGS, modelKeysSettings),
    KeyAgents,
    KeyReader,
    KeyRechecks,
    KeyTrial,
    KeyVault,
    KeyWatch,
    ModelKeyKeeper,
    ModelKeyList,
    ModelKeyStore,
    TenantModelAccess,
    { provide: TENANT_ACCESS, useExisting: TenantModelAccess },
  ],
  exports: [KeyWatch, TENANT_ACCESS],
})
export class ModelKeysModule {}
