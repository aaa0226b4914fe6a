import { Body, Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { CostEstimator } from './cost-estimator';
import { PayrollClerk } from './payroll-clerk';
import { EstimateRequest, EstimateView, PayrollMonthQuery, PayrollView } from './payroll.dto';

/** The payroll of the AI employees, and what a new one would cost. */
@ApiTags('Payroll')
@Controller('api/portal/tenants/:tenant_id')
export class PayrollController {
  constructor(
    private readonly clerk: PayrollClerk,
    private readonly estimator: CostEstimator,
  ) {}

  @Get('payroll')
  @Requires('usage:read')
  @Operation({
    summary: 'Show the payroll of a month',
    description: 'One row per employee: seat, model, total, forecast, work done and budget.',
  })
  getPayroll(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PayrollMonthQuery,
  ): Promise<PayrollView> {
    return this.clerk.month(context, query.month);
  }

  @Post('agents/estimate')
  @HttpCode(HttpStatus.OK)
  @Requires('agents:read')
  @Operation({
    summary: 'Estimate the cost of an employee',
    description: 'What a draft would cost a month for a number of messages. Nothing is stored and no model is asked.',
  })
  estimateAgentCost(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: EstimateRequest,
  ): Promise<EstimateView> {
    return this.estimator.estimate(context, request);
  }
}
