import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { DashboardQuery, DashboardView } from './usage-dashboard.dto';
import { UsageReports } from './usage-reports';
import { MessageVolumeView, UsageByProviderView, UsageRangeQuery, UsageSummaryView } from './usage.dto';

/** What the AI employees of a business use and cost. */
@ApiTags('Usage')
@Controller('api/portal/usage/:tenant_id')
export class UsageController {
  constructor(private readonly reports: UsageReports) {}

  @Get('dashboard')
  @Requires('usage:read')
  @Operation({
    summary: 'Everything that the Usage page shows',
    description:
      'Totals, employees, providers and models, messages, and all of them over time: one answer, of one moment.',
  })
  getUsageDashboard(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: DashboardQuery,
  ): Promise<DashboardView> {
    return this.reports.dashboard(context, query);
  }

  @Get('summary')
  @Requires('usage:read')
  @Operation({
    summary: 'Tokens and cost per employee',
    description: "In the business's own days and months; exact to the billionth of a dollar.",
  })
  getUsageSummary(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: UsageRangeQuery,
  ): Promise<UsageSummaryView> {
    return this.reports.summary(context, query);
  }

  @Get('by-provider')
  @Requires('usage:read')
  @Operation({
    summary: 'Tokens and cost per provider',
    description: 'The same figures as the summary, by who runs the model.',
  })
  getUsageByProvider(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: UsageRangeQuery,
  ): Promise<UsageByProviderView> {
    return this.reports.byProvider(context, query);
  }

  @Get('message-volume')
  @Requires('usage:read')
  @Operation({
    summary: 'Messages per employee and channel',
    description: 'How many messages people and employees sent.',
  })
  getMessageVolume(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: UsageRangeQuery,
  ): Promise<MessageVolumeView> {
    return this.reports.messageVolume(context, query);
  }
}
