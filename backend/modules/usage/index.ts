import { CreateUsage1763600000050 } from './migrations/1763600000050-create-usage';
import { PartitionEvents1763600060100 } from './migrations/1763600060100-partition-events';
import { CreateRollups1763600060110 } from './migrations/1763600060110-create-rollups';
import { CreateCorrections1763600060200 } from './migrations/1763600060200-create-corrections';
import { IndexKeys1763600069100 } from './migrations/1763600069100-index-keys';
import { CreateMessageMonths1763600060210 } from './migrations/1763600060210-create-message-months';
import { MakeMonthsOnce1763600060220 } from './migrations/1763600060220-make-months-once';
import { WaitForMonths1763600079100 } from './migrations/1763600079100-wait-for-months';
import { CreateBudgets1763600060300 } from './migrations/1763600060300-create-budgets';
import { NoteTerms1763600073100 } from './migrations/1763600073100-note-terms';
import { CreateEstimateErrors1763600074100 } from './migrations/1763600074100-create-estimate-errors';
import { CreateRefusals1763600077100 } from './migrations/1763600077100-create-refusals';
import { CreateReconciliations1763600073200 } from './migrations/1763600073200-create-reconciliations';
import { CreatePrices1763600073300 } from './migrations/1763600073300-create-prices';
import { GuardRebuild1763600073400 } from './migrations/1763600073400-guard-rebuild';

export { AgentBudgets, type BudgetGrant } from './src/agent-budgets';
export type { PriceChange } from './src/prices/price-changes';
export { PriceImporter, type ImportPlan } from './src/prices/price-importer';
export { KeySpendQuery, type KeySpend } from './src/key-spend.query';
export { detachOldMonths } from './src/old-months';
export { RollUpRound } from './src/roll-up-round';
export { UsageLedger } from './src/usage-ledger';
export { UsageModule } from './src/usage.module';

/** TypeORM entities of this module: none, the books are written and read in SQL. */
export const usageEntities = [];
/** Migrations of this module. */
export const usageMigrations = [
  CreateUsage1763600000050,
  PartitionEvents1763600060100,
  CreateRollups1763600060110,
  CreateCorrections1763600060200,
  IndexKeys1763600069100,
  CreateMessageMonths1763600060210,
  MakeMonthsOnce1763600060220,
  CreateBudgets1763600060300,
  NoteTerms1763600073100,
  CreateReconciliations1763600073200,
  CreatePrices1763600073300,
  GuardRebuild1763600073400,
  WaitForMonths1763600079100,
  CreateEstimateErrors1763600074100,
  CreateRefusals1763600077100,
];
