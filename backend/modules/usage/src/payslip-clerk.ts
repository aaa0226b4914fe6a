import { Injectable } from '@nestjs/common';
import { AgentDirectory, AgentError } from '@konstruct/agents';
import { SeatPrices } from '@konstruct/billing';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { BusinessCalendar } from './business-calendar';
import { PayslipFigures } from './payslip-figures';
import { toPayslipView } from './payslip-view';
import type { PayslipView } from './payslip.dto';
import { resolveMonth, wrongField } from './report-range';

/** Writes payslips: what one employee cost in a month, line by line, also after it has left. */
@Injectable()
export class PayslipClerk {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly calendar: BusinessCalendar,
    private readonly agents: AgentDirectory,
    private readonly seats: SeatPrices,
    private readonly figures: PayslipFigures,
    private readonly clock: Clock,
  ) {}

  write(context: TenantContext, agentId: string, name: string | undefined): Promise<PayslipView> {
    return this.database.inTenant(context, async (transaction) => {
      const employee = await this.agents.find(transaction, agentId);
      if (!employee) throw new AgentError('agent_not_found');
      const now = this.clock.now();
      const month = resolveMonth(name, await this.calendar.timeZone(transaction), now);
      if (month.to <= employee.createdAt) throw wrongField('month', `lies before ${employee.name} was hired`);
      const { name: businessName } = await this.tenants.find(transaction);
      const seatPriceNanoUsd = await this.seats.monthlyNanoUsd(transaction);
      const figures = await this.figures.read(transaction, agentId, month);
      return toPayslipView({ employee, businessName, month, seatPriceNanoUsd, now, ...figures });
    });
  }
}
