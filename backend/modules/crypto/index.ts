import { CreateDataKeys1763600050100 } from './migrations/1763600050100-create-data-keys';
import { CreateKeyRotations1763600050300 } from './migrations/1763600050300-create-key-rotations';
import { LetRotationsFail1763600076100 } from './migrations/1763600076100-let-rotations-fail';
import { KeepDataKeyOfPeople1763600075100 } from './migrations/1763600075100-keep-data-key-of-people';

export { cryptoSettings } from './src/crypto.config';
export { CryptoModule } from './src/crypto.module';
export { KeyEncryptionService, type EncryptedSecret } from './src/key-encryption.service';
export { KeyInventory } from './src/rotation/key-inventory';
export {
  KeyRotation,
  RotationRefusedError,
  whereIs,
  type RotationProgress,
  type UnreadableSecret,
} from './src/rotation/key-rotation';
export { KeyRotationModule } from './src/rotation/key-rotation.module';
export { adviceOn, type KeyStatus } from './src/rotation/key-status';
export { bindingOf, PEOPLE, type SecretColumn } from './src/rotation/secret-column';
export type { SecretBinding } from './src/root-key';
export { UnknownKeyError } from './src/wrapping/data-keys';
export { KeyServiceError } from './src/wrapping/key-wrapper';

/** Migrations of this module. */
export const cryptoMigrations = [
  CreateDataKeys1763600050100,
  CreateKeyRotations1763600050300,
  KeepDataKeyOfPeople1763600075100,
  LetRotationsFail1763600076100,
];
