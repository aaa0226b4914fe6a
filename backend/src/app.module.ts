import { Module, type DynamicModule } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { AuditModule } from '@konstruct/audit';
import { AuthModule } from '@konstruct/auth';
import { BillingModule } from '@konstruct/billing';
import { ChannelsModule } from '@konstruct/channels';
import { ConversationsModule } from '@konstruct/conversations';
import { CryptoModule, KeyRotationModule } from '@konstruct/crypto';
import { ModelKeysModule } from '@konstruct/model-keys';
import { ModelsModule } from '@konstruct/models';
import { OnboardingModule } from '@konstruct/onboarding';
import { NoticesModule } from '@konstruct/notices';
import { PlatformModule } from '@konstruct/platform';
import { TenantsModule } from '@konstruct/tenants';
import { ToolboxModule } from '@konstruct/toolbox';
import { UsageModule } from '@konstruct/usage';
import { WebhooksModule } from '@konstruct/webhooks';
import { entities, secretColumns } from './database-schema';
import { SystemModule } from './system/system.module';

/** Composes the program; every module is here and nothing else is. */
@Module({})
export class AppModule {
  static forEnvironment(environment: NodeJS.ProcessEnv): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRoot(environment, entities),
        CryptoModule,
        KeyRotationModule.for(secretColumns),
        AuditModule,
        NoticesModule,
        TenantsModule,
        AuthModule,
        ModelsModule,
        ModelKeysModule,
        AgentsModule,
        BillingModule,
        UsageModule,
        ToolboxModule,
        ChannelsModule,
        ConversationsModule,
        OnboardingModule,
        WebhooksModule,
        SystemModule,
      ],
    };
  }
}
