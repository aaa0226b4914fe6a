export { cryptoSettings } from './src/crypto.config';
export { CryptoModule } from './src/crypto.module';
export {
  KeyEncryptionService,
  UnknownKeyError,
  type EncryptedSecret,
  type SecretBinding,
} from './src/key-encryption.service';
