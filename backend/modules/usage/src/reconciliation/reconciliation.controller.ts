import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, PageQuery, Requires, type TenantContext } from '@konstruct/platform';
import { ReconciliationClerk } from './reconciliation-clerk';
import {
  ReconcileExportRequest,
  ReconcileInvoiceRequest,
  ReconciliationPage,
  StatementReconciliationView,
} from './reconciliation.dto';

/** What providers bill, held against the books. */
@ApiTags('Usage')
@Controller('api/portal/usage/:tenant_id/reconciliations')
export class ReconciliationController {
  constructor(private readonly clerk: ReconciliationClerk) {}

  @Get()
  @Requires('usage:read')
  @Operation({ summary: 'List reconciliations', description: 'What was compared so far, newest first.' })
  listReconciliations(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<ReconciliationPage> {
    return this.clerk.list(context, query);
  }

  @Post('exports')
  @Requires('billing:manage')
  @Operation({
    summary: "Compare a provider's export with the books",
    description:
      'CSV of the console of OpenAI, Anthropic or another provider, or JSON of its usage or cost API. Lines that cannot be read are named and nothing is stored.',
  })
  reconcileExport(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: ReconcileExportRequest,
  ): Promise<StatementReconciliationView> {
    return this.clerk.reconcileExport(context, request);
  }

  @Post('invoices')
  @Requires('billing:manage')
  @Operation({
    summary: 'Compare the sum of an invoice with the books',
    description: 'The whole month of one provider.',
  })
  reconcileInvoice(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: ReconcileInvoiceRequest,
  ): Promise<StatementReconciliationView> {
    return this.clerk.reconcileInvoice(context, request);
  }

  @Get(':reconciliation_id')
  @Requires('usage:read')
  @Operation({
    summary: 'Show a reconciliation',
    description: 'The difference by day and model with likely reasons, compared anew with the books as they are now.',
  })
  getReconciliation(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('reconciliation_id', ParseUUIDPipe) id: string,
    @InTenant() context: TenantContext,
  ): Promise<StatementReconciliationView> {
    return this.clerk.show(context, id);
  }

  @Delete(':reconciliation_id')
  @HttpCode(204)
  @Requires('billing:manage')
  @Operation({ summary: 'Delete a reconciliation', description: 'The statement is gone; the books are as they were.' })
  deleteReconciliation(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('reconciliation_id', ParseUUIDPipe) id: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.clerk.remove(context, id);
  }
}
