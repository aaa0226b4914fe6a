import { Global, Module } from '@nestjs/common';
import { provideSettings } from '@konstruct/platform';
import { CRYPTO_SETTINGS, cryptoSettings } from './crypto.config';
import { KeyEncryptionService } from './key-encryption.service';

/** Offers the one service that encrypts stored secrets. */
@Global()
@Module({
  providers: [provideSettings(CRYPTO_SETTINGS, cryptoSettings), KeyEncryptionService],
  exports: [KeyEncryptionService],
})
export class CryptoModule {}
