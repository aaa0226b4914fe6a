import { Body, Controller, Get, HttpCode, HttpStatus, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Caller, Operation, PageQuery, PlatformAdminOnly, RequestError, type UserContext } from '@konstruct/platform';
import { UuidParam } from '@konstruct/tenants';
import { Reconciler } from '../reconciliation/reconciler';
import { AdminDesk, toReconciliationView } from './admin-desk';
import { AdminFiguresView, AdminTenantPage, ReconciliationRequest, ReconciliationView } from './admin.dto';

/** For those who run the installation; nobody else, whatever their role in a business. */
@ApiTags('Platform administration')
@Controller('api/admin')
export class AdminController {
  constructor(
    private readonly desk: AdminDesk,
    private readonly reconciler: Reconciler,
  ) {}

  @Get('tenants')
  @PlatformAdminOnly()
  @Operation({
    summary: 'List businesses',
    description:
      'Status, monthly revenue, drift between Stripe and here, and how long onboarding took; the youngest first.',
  })
  listAllTenants(@Query() query: PageQuery, @Caller() caller: UserContext): Promise<AdminTenantPage> {
    return this.desk.list(caller, query);
  }

  @Get('figures')
  @PlatformAdminOnly()
  @Operation({ summary: 'Show the installation in figures', description: 'Businesses by status, and monthly revenue.' })
  showFigures(@Caller() caller: UserContext): Promise<AdminFiguresView> {
    return this.desk.figures(caller);
  }

  @Post('reconciliations')
  @HttpCode(HttpStatus.ACCEPTED)
  @PlatformAdminOnly()
  @Operation({
    summary: 'Compare with Stripe',
    description: 'One business or all, in the background; what differs is put right and kept as drift.',
  })
  async beginReconciliation(
    @Body() body: ReconciliationRequest,
    @Caller() caller: UserContext,
  ): Promise<ReconciliationView> {
    return toReconciliationView(await this.reconciler.begin(caller, body.tenant_id ?? null));
  }

  @Get('reconciliations/:reconciliation_id')
  @PlatformAdminOnly()
  @Operation({
    summary: 'Show how far a comparison has come',
    description: 'Ask again until is_finished.',
    problems: { 404: 'There is no such round.' },
  })
  async showReconciliation(
    @Param('reconciliation_id', UuidParam) id: string,
    @Caller() caller: UserContext,
  ): Promise<ReconciliationView> {
    const progress = await this.reconciler.progress(caller, id);
    if (!progress) throw new RequestError('not_found');
    return toReconciliationView(progress);
  }
}
