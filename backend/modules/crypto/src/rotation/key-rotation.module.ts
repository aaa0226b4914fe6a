import { Module, type DynamicModule } from '@nestjs/common';
import { CryptoModule } from '../crypto.module';
import { KeyInventory } from './key-inventory';
import { KeyRotation } from './key-rotation';
import { SECRET_COLUMNS, type SecretColumn } from './secret-column';
import { SecretStore } from './secret.store';

/** Re-encrypts the secrets of the product; the program says where they are. */
@Module({})
export class KeyRotationModule {
  static for(columns: readonly SecretColumn[]): DynamicModule {
    return {
      module: KeyRotationModule,
      imports: [CryptoModule],
      providers: [{ provide: SECRET_COLUMNS, useValue: columns }, SecretStore, KeyInventory, KeyRotation],
      exports: [KeyInventory, KeyRotation],
    };
  }
}
