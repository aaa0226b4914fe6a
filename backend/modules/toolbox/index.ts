import { CreateTools1763600020100 } from './migrations/1763600020100-create-tools';
import { toolServerToken } from './src/tool-server-tokens';
import { ToolServer } from './src/tool-server.entity';

export { Toolbox } from './src/toolbox';
export { ToolChoiceField } from './src/toolbox.dto';
export { ToolboxModule } from './src/toolbox.module';

/** TypeORM entities of this module. */
export const toolboxEntities = [ToolServer];
/** Migrations of this module. */
export const toolboxMigrations = [CreateTools1763600020100];
/** Where this module keeps secrets. */
export const toolboxSecrets = [toolServerToken];
