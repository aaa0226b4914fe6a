import { Body, Controller, Get, Param, ParseUUIDPipe, Patch } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { TenantSettings } from './tenant-settings';
import { TenantView, UpdateTenantRequest, toTenantView } from './tenants.dto';

/** A business and its settings. */
@ApiTags('Tenants')
@Controller('api/portal/tenants')
export class TenantsController {
  constructor(private readonly settings: TenantSettings) {}

  @Get(':tenant_id')
  @Requires('tenant:read')
  @Operation({ summary: 'Show a business', description: 'The name, time zone and other settings of the business.' })
  async showTenant(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<TenantView> {
    return toTenantView(await this.settings.show(context));
  }

  @Patch(':tenant_id')
  @Requires('tenant:update')
  @Operation({
    summary: 'Change the settings of a business',
    description: 'Changes the given settings; what is left out stays as it is. Owners and admins only.',
  })
  async updateTenant(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() body: UpdateTenantRequest,
  ): Promise<TenantView> {
    const { name, time_zone: timeZone, currency_display: currencyDisplay } = body;
    return toTenantView(await this.settings.change(context, { name, timeZone, currencyDisplay }));
  }
}
