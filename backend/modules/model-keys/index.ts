import { CreateModelKeys1763600050200 } from './migrations/1763600050200-create-model-keys';
import { NoteModelsKeptFromKeys1763600076200 } from './migrations/1763600076200-note-models-kept-from-keys';
import { modelKeySecret } from './src/key-vault';
import { ModelKey } from './src/model-key.entity';

export { KeyWatch } from './src/key-watch';
export { modelKeysSettings } from './src/model-keys.config';
export { ModelKeysModule } from './src/model-keys.module';

/** TypeORM entities of this module. */
export const modelKeysEntities = [ModelKey];
/** Migrations of this module. */
export const modelKeysMigrations = [CreateModelKeys1763600050200, NoteModelsKeptFromKeys1763600076200];
/** Where this module keeps secrets. */
export const modelKeysSecrets = [modelKeySecret];
