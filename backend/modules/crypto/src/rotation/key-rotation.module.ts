import { Module, type DynamicModule } from '@nestjs/common';
import { CryptoModule } from '../crypto.module';
import { EncryptionController } from './encryption.controller';
import { KeyInventory } from './key-inventory';
import { KeyRotation } from './key-rotation';
import { KeyRotationStore } from './key-rotation.store';
import { RotateKeysHandler } from './rotate-keys.handler';
import { RotationDesk } from './rotation-desk';
import { SECRET_COLUMNS, type SecretColumn } from './secret-column';
import { SecretStore } from './secret.store';

/** Re-encrypts the secrets of the product; the program says where they are. */
@Module({})
export class KeyRotationModule {
  static for(columns: readonly SecretColumn[]): DynamicModule {
    return {
      module: KeyRotationModule,
      imports: [CryptoModule],
      controllers: [EncryptionController],
      providers: [
        { provide: SECRET_COLUMNS, useValue: columns },
        KeyInventory,
        KeyRotation,
        KeyRotationStore,
        RotateKeysHandler,
        RotationDesk,
        SecretStore,
      ],
      exports: [KeyInventory, KeyRotation],
    };
  }
}
