import { Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { BillingModule } from '@konstruct/billing';
import { TenantsModule } from '@konstruct/tenants';
import { AgentBudgets } from './agent-budgets';
import { BusinessCalendar } from './business-calendar';
import { RollUpRound } from './roll-up-round';
import { UsageChartsQuery } from './usage-charts.query';
import { UsageMonths } from './usage-months';
import { PayrollClerk } from './payroll-clerk';
import { PayrollController } from './payroll.controller';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';
import { UsageController } from './usage.controller';
import { UsageStore } from './usage.store';

/** The books: what is used, what it costs, and the payroll made from them. */
@Module({
  imports: [AgentsModule, BillingModule, TenantsModule],
  controllers: [UsageController, PayrollController],
  providers: [
    AgentBudgets,
    BusinessCalendar,
    UsageMonths,
    UsageStore,
    UsageChartsQuery,
    RollUpRound,
    UsageLedger,
    UsageReports,
    PayrollClerk,
  ],
  exports: [AgentBudgets, UsageLedger],
})
export class UsageModule {}
