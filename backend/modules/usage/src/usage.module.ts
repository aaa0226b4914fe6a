import { Global, Module } from '@nestjs/common';
import { AgentsModule } from '@konstruct/agents';
import { BillingModule } from '@konstruct/billing';
import { IMPORTED_PRICES } from '@konstruct/models';
import { NoticesModule } from '@konstruct/notices';
import { TenantsModule } from '@konstruct/tenants';
import { AgentBudgets } from './agent-budgets';
import { BudgetBook } from './budget-book';
import { BudgetOffice } from './budget-office';
import { BudgetSettlement } from './budget-settlement';
import { BudgetStore } from './budget.store';
import { BudgetsController } from './budgets.controller';
import { CostEstimator } from './cost-estimator';
import { OwnPriceStore } from './prices/own-price.store';
import { PriceBook } from './prices/price-book';
import { PriceCatalogue } from './prices/price-catalogue';
import { PriceDesk } from './prices/price-desk';
import { PriceImporter } from './prices/price-importer';
import { PriceTable } from './prices/price-table';
import { PricesController } from './prices/prices.controller';
import { RepriceHandler } from './prices/reprice.handler';
import { Repricer } from './prices/repricer';
import { RepricingStore } from './prices/repricing.store';
import { BookedDaysQuery } from './reconciliation/booked-days.query';
import { ReconciliationClerk } from './reconciliation/reconciliation-clerk';
import { ReconciliationController } from './reconciliation/reconciliation.controller';
import { ReconciliationStore } from './reconciliation/reconciliation.store';
import { ReservationKeeper } from './reservation-keeper';
import { WatchBudgetsHandler } from './watch-budgets.handler';
import { BusinessCalendar } from './business-calendar';
import { KeySpendQuery } from './key-spend.query';
import { RollUpRound } from './roll-up-round';
import { UsageChartsQuery } from './usage-charts.query';
import { UsageMonths } from './usage-months';
import { PayrollClerk } from './payroll-clerk';
import { PayrollController } from './payroll.controller';
import { UsageLedger } from './usage-ledger';
import { UsageReports } from './usage-reports';
import { UsageController } from './usage.controller';
import { MonthlyWorks } from './monthly-works';
import { PayslipClerk } from './payslip-clerk';
import { CorrectionsQuery } from './corrections.query';
import { PayslipFigures } from './payslip-figures';
import { PayslipPrinter } from './payslip-printer';
import { PayslipController } from './payslip.controller';
import { UsageCallList } from './usage-call-list';
import { UsageCallsController } from './usage-calls.controller';
import { UsageCallsQuery } from './usage-calls.query';
import { UsageExports } from './usage-exports';
import { UsageStore } from './usage.store';

/**
 * The books: what is used, what it costs, and the payroll made from them. Global for what the list of models asks of it, the prices that
 * were imported: this module knows models, so models cannot know it.
 */
@Global()
@Module({
  imports: [AgentsModule, BillingModule, NoticesModule, TenantsModule],
  controllers: [
    UsageController,
    UsageCallsController,
    PayrollController,
    PayslipController,
    BudgetsController,
    ReconciliationController,
    PricesController,
  ],
  providers: [
    AgentBudgets,
    BudgetStore,
    BudgetSettlement,
    BudgetOffice,
    BudgetBook,
    WatchBudgetsHandler,
    ReservationKeeper,
    BusinessCalendar,
    KeySpendQuery,
    UsageMonths,
    UsageStore,
    UsageChartsQuery,
    RollUpRound,
    MonthlyWorks,
    PayslipClerk,
    PayslipPrinter,
    PayslipFigures,
    CorrectionsQuery,
    PriceTable,
    OwnPriceStore,
    PriceBook,
    { provide: IMPORTED_PRICES, useExisting: PriceBook },
    PriceCatalogue,
    PriceDesk,
    PriceImporter,
    RepricingStore,
    Repricer,
    RepriceHandler,
    CostEstimator,
    BookedDaysQuery,
    ReconciliationStore,
    ReconciliationClerk,
    UsageCallsQuery,
    UsageCallList,
    UsageExports,
    UsageLedger,
    UsageReports,
    PayrollClerk,
  ],
  exports: [AgentBudgets, IMPORTED_PRICES, KeySpendQuery, UsageLedger],
})
export class UsageModule {}
