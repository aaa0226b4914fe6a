import { CreateUsage1763600000050 } from './migrations/1763600000050-create-usage';

export { AgentBudgets } from './src/agent-budgets';
export { UsageLedger } from './src/usage-ledger';
export { UsageModule } from './src/usage.module';

/** TypeORM entities of this module: none, the books are written and read in SQL. */
export const usageEntities = [];
/** Migrations of this module. */
export const usageMigrations = [CreateUsage1763600000050];
