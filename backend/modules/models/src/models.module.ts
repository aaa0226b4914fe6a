import { Module, type OnModuleInit } from '@nestjs/common';
import { provideSettings } from '@konstruct/platform';
import { AnswerSeeker } from './answer-seeker';
import { KeyChecker } from './key-checker';
import { InstallationAccess } from './model-access';
import { ModelCaller } from './model-caller';
import { ModelGateway } from './model-gateway';
import { MODELS_SETTINGS, modelsSettings } from './models.config';
import { ModelsController } from './models.controller';
import { ProviderCircuits } from './provider-circuits';
import { ProviderClients } from './provider-clients';
import { countTextTokens } from './token-count';

/** Language models: one gateway to all providers, and what they cost. */
@Module({
  controllers: [ModelsController],
  providers: [
    provideSettings(MODELS_SETTINGS, modelsSettings),
    InstallationAccess,
    KeyChecker,
    ProviderClients,
    ProviderCircuits,
    ModelCaller,
    AnswerSeeker,
    ModelGateway,
  ],
  exports: [InstallationAccess, KeyChecker, ModelGateway],
})
export class ModelsModule implements OnModuleInit {
  /** Reads the words that text is counted by, so that nobody's first answer waits for it. */
  onModuleInit(): void {
    countTextTokens('');
  }
}
