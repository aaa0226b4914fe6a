import { Body, Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { BudgetOffice } from './budget-office';
import { OvertimeRequest, SetBusinessBudgetRequest } from './budgets.dto';
import { BudgetAlertPage, BudgetStandingView, BusinessBudgetView } from './usage.dto';

/** Budgets of the employees and of the whole business. */
@ApiTags('Usage')
@Controller('api/portal/usage/:tenant_id')
export class BudgetsController {
  constructor(private readonly office: BudgetOffice) {}

  @Get('budget-alerts')
  @Requires('usage:read')
  @Operation({
    summary: 'Budgets of this month',
    description: 'How far each budget is spent, when it will be at this pace, and when it starts anew.',
  })
  getBudgetAlerts(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<BudgetAlertPage> {
    return this.office.alerts(context);
  }

  @Put('budget')
  @Requires('agents:write')
  @Operation({
    summary: 'Set the budget of the business',
    description: 'What all employees together may cost a month; null takes it away. It holds from the next call on.',
  })
  setBusinessBudget(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() { limit_usd, at_limit }: SetBusinessBudgetRequest,
  ): Promise<BusinessBudgetView> {
    return this.office.setBusinessBudget(context, { limitUsd: limit_usd, atLimit: at_limit });
  }

  @Post('overtime')
  @HttpCode(HttpStatus.OK)
  @Requires('agents:write')
  @Operation({
    summary: 'Grant overtime',
    description:
      "Raises this month's limit, of one employee or of the business, by at most $1,000,000 altogether. Next month is as before. Refused where there is no limit.",
  })
  grantOvertime(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() { agent_id, amount_usd, granted_so_far_usd }: OvertimeRequest,
  ): Promise<BudgetStandingView> {
    return this.office.grantOvertime(context, agent_id, amount_usd, granted_so_far_usd);
  }
}
