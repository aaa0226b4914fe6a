import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { KeyRechecks } from './key-rechecks';
import { ModelKeyKeeper } from './model-key-keeper';
import { ModelKeyList } from './model-key-list';
import type { ModelKey } from './model-key.entity';
import { AddModelKeyRequest, ModelKeyPage, ModelKeyView, ReplaceModelKeyRequest } from './model-keys.dto';
import { ModelKeyError } from './model-keys.errors';

/** What is no UUID cannot exist: not found rather than malformed. */
const KeyId = new ParseUUIDPipe({ exceptionFactory: () => new ModelKeyError('model_key_not_found') });

const REFUSED = {
  422: 'The key does not work, or is not one; `detail` and `errors` say why and what to do. Nothing was stored.',
  502: 'The provider does not answer. Nothing was stored.',
  503: 'The service that encrypts keys does not answer.',
};

/** A business's own model keys: added, checked, replaced and deleted, and never shown. */
@ApiTags('Model keys')
@Controller('api/portal/tenants/:tenant_id/llm-keys')
export class ModelKeysController {
  constructor(
    private readonly database: Database,
    private readonly list: ModelKeyList,
    private readonly keeper: ModelKeyKeeper,
    private readonly rechecks: KeyRechecks,
  ) {}

  @Get()
  @Requires('model_keys:read')
  @Operation({
    summary: 'List model keys',
    description:
      'The own keys of the business with their use, last check and spend. The keys themselves are never shown.',
  })
  async listModelKeys(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<ModelKeyPage> {
    const keys = await this.database.inTenant(context, (transaction) => this.list.all(transaction));
    return { ...keys, next_cursor: null };
  }

  @Post()
  @Requires('model_keys:manage')
  @Operation({
    summary: 'Add a model key',
    description: 'Checks the key with its provider and stores it encrypted. One per provider.',
    problems: { 409: 'There is a key for this provider already.', ...REFUSED },
  })
  async addModelKey(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() { provider, label, api_key: apiKey, base_url: baseUrl }: AddModelKeyRequest,
  ): Promise<ModelKeyView> {
    return this.show(context, await this.keeper.add(context, label, { provider, apiKey, baseUrl: baseUrl || null }));
  }

  @Put(':key_id')
  @Requires('model_keys:manage')
  @Operation({
    summary: 'Replace a model key',
    description:
      'Checks the new key and puts it in the place of the old one; employees use it from their next question on.',
    problems: REFUSED,
  })
  async replaceModelKey(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('key_id', KeyId) keyId: string,
    @Body() { api_key: apiKey, base_url: baseUrl }: ReplaceModelKeyRequest,
  ): Promise<ModelKeyView> {
    return this.show(context, await this.keeper.replace(context, keyId, { apiKey, baseUrl: baseUrl || null }));
  }

  @Post(':key_id/check')
  @HttpCode(200)
  @Requires('model_keys:manage')
  @Operation({
    summary: 'Check a model key',
    description: 'Asks the provider whether the key still works; `last_check` says what came of it.',
    problems: { 409: 'The key cannot be decrypted any more.' },
  })
  async checkModelKey(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('key_id', KeyId) keyId: string,
  ): Promise<ModelKeyView> {
    return this.show(context, await this.rechecks.check(context, keyId));
  }

  @Delete(':key_id')
  @HttpCode(204)
  @Requires('model_keys:manage')
  @Operation({
    summary: 'Delete a model key',
    description:
      "The key is gone at once. Employees who used it go on with the installation's key where there is one; reports keep the name.",
  })
  deleteModelKey(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('key_id', KeyId) keyId: string,
  ): Promise<void> {
    return this.keeper.remove(context, keyId);
  }

  private show(context: TenantContext, key: ModelKey): Promise<ModelKeyView> {
    return this.database.inTenant(context, (transaction) => this.list.one(transaction, key));
  }
}
