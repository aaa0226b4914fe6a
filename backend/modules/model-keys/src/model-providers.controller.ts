import { Controller, Get, Param, ParseUUIDPipe } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { ModelKeyList } from './model-key-list';
import { ModelProviderPage } from './model-keys.dto';

/** The providers of models as one business may use them. */
@ApiTags('Model keys')
@Controller('api/portal/tenants/:tenant_id/model-providers')
export class ModelProvidersController {
  constructor(
    private readonly database: Database,
    private readonly list: ModelKeyList,
  ) {}

  @Get()
  @Requires('agents:read')
  @Operation({
    summary: 'List model providers',
    description: "Every provider, whose key the business calls it with, and where a key of one's own is made.",
  })
  async listModelProviders(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<ModelProviderPage> {
    const items = await this.database.inTenant(context, (transaction) => this.list.providers(transaction));
    return { items, next_cursor: null };
  }
}
