import { Global, Module } from '@nestjs/common';
import { provideSettings } from '@konstruct/platform';
import { CRYPTO_SETTINGS, cryptoSettings } from './crypto.config';
import { KeyEncryptionService } from './key-encryption.service';
import { DataKeyStore } from './wrapping/data-key.store';
import { DataKeys } from './wrapping/data-keys';
import { KeyWrappers } from './wrapping/key-wrappers';

/** Offers the one service that encrypts stored secrets. */
@Global()
@Module({
  providers: [
    provideSettings(CRYPTO_SETTINGS, cryptoSettings),
    DataKeyStore,
    DataKeys,
    KeyEncryptionService,
    KeyWrappers,
  ],
  exports: [KeyEncryptionService, DataKeyStore, KeyWrappers],
})
export class CryptoModule {}
