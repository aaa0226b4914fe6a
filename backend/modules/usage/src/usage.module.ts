import { Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { BillingModule } from '@konstruct/billing';
import { TenantsModule } from '@konstruct/tenants';
import { AgentBudgets } from './agent-budgets';
import { MessageVolumeQuery } from './message-volume.query';
import { PayrollClerk } from './payroll-clerk';
import { PayrollController } from './payroll.controller';
import { PayrollQuery } from './payroll.query';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';
import { UsageSummaryQuery } from './usage-summary.query';
import { UsageController } from './usage.controller';
import { UsageStore } from './usage.store';

/** The books: what is used, what it costs, and the payroll made from them. */
@Module({
  imports: [AgentsModule, BillingModule, TenantsModule],
  controllers: [UsageController, PayrollController],
  providers: [
    AgentBudgets,
    UsageStore,
    UsageLedger,
    UsageSummaryQuery,
    MessageVolumeQuery,
    PayrollQuery,
    UsageReports,
    PayrollClerk,
  ],
  exports: [AgentBudgets, UsageLedger],
})
export class UsageModule {}
