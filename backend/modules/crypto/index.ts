import { CreateDataKeys1763600050100 } from './migrations/1763600050100-create-data-keys';

export { cryptoSettings } from './src/crypto.config';
export { CryptoModule } from './src/crypto.module';
export { KeyEncryptionService, type EncryptedSecret } from './src/key-encryption.service';
export type { SecretBinding } from './src/root-key';
export { UnknownKeyError } from './src/wrapping/data-keys';
export { KeyServiceError } from './src/wrapping/key-wrapper';

/** Migrations of this module. */
export const cryptoMigrations = [CreateDataKeys1763600050100];
