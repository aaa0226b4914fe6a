import { Controller, Get, Param, ParseUUIDPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { toCsvLine } from './csv';
import { attachmentNamed } from './file-name';
import { PayrollMonthQuery } from './payroll.dto';
import { PayslipClerk } from './payslip-clerk';
import { payslipTable } from './payslip-lines';
import { PayslipPrinter } from './payslip-printer';
import { PayslipView } from './payslip.dto';

/** Payslips of the AI employees: to look at, as a table, and on paper. */
@ApiTags('Payroll')
@Controller('api/portal/tenants/:tenant_id/payroll/:agent_id')
export class PayslipController {
  constructor(
    private readonly clerk: PayslipClerk,
    private readonly printer: PayslipPrinter,
  ) {}

  @Get('payslip')
  @Requires('usage:read')
  @Operation({
    summary: "Show an employee's payslip",
    description: 'Seat, model cost by model and kind of token, channel fees and corrections of a month.',
  })
  getPayslip(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('agent_id', ParseUUIDPipe) agentId: string,
    @InTenant() context: TenantContext,
    @Query() query: PayrollMonthQuery,
  ): Promise<PayslipView> {
    return this.clerk.write(context, agentId, query.month);
  }

  @Get('payslip.csv')
  @Requires('usage:read')
  @Operation({ summary: 'Export a payslip as CSV', description: 'The lines of the payslip.' })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } })
  async exportPayslip(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('agent_id', ParseUUIDPipe) agentId: string,
    @InTenant() context: TenantContext,
    @Query() query: PayrollMonthQuery,
  ): Promise<StreamableFile> {
    const slip = await this.clerk.write(context, agentId, query.month);
    const text = payslipTable(slip).map(toCsvLine).join('');
    const disposition = attachmentNamed(['payslip', slip.name, slip.month], 'csv');
    return new StreamableFile(Buffer.from(text), { type: 'text/csv; charset=utf-8', disposition });
  }

  @Get('payslip.pdf')
  @Requires('usage:read')
  @Operation({ summary: 'Print a payslip', description: 'The payslip as PDF.' })
  @ApiOkResponse({ content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } } })
  async printPayslip(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('agent_id', ParseUUIDPipe) agentId: string,
    @InTenant() context: TenantContext,
    @Query() query: PayrollMonthQuery,
  ): Promise<StreamableFile> {
    const slip = await this.clerk.write(context, agentId, query.month);
    const disposition = attachmentNamed(['payslip', slip.name, slip.month], 'pdf');
    return new StreamableFile(this.printer.print(slip), { type: 'application/pdf', disposition });
  }
}
