import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { ToolServerKeeper } from './tool-server-keeper';
import { ToolServerList } from './tool-server-list';
import { AddToolServerRequest, ChangeToolServerRequest, ToolServerPage, ToolServerView } from './toolbox.dto';
import { ToolError } from './toolbox.errors';

/** What is no UUID cannot exist: not found rather than malformed. */
const ServerId = new ParseUUIDPipe({ exceptionFactory: () => new ToolError('tool_server_not_found') });

const UNUSABLE = {
  409: 'Another server has the name, or there are enough.',
  422: 'The server does not answer as one of tools does; `detail` says why.',
};

/** The MCP servers whose tools the employees of a business may use. */
@ApiTags('Tools')
@Controller('api/portal/tenants/:tenant_id/tool-servers')
export class ToolServersController {
  constructor(
    private readonly keeper: ToolServerKeeper,
    private readonly list: ToolServerList,
  ) {}

  @Get()
  @Requires('tools:read')
  @Operation({
    summary: 'List servers of tools',
    description: 'With their tools, how they are used, and what is wrong with them.',
  })
  async listToolServers(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<ToolServerPage> {
    return { items: await this.list.all(context), next_cursor: null };
  }

  @Post()
  @Requires('tools:write')
  @Operation({
    summary: 'Add a server of tools',
    description:
      'Asks it for its tools first and saves it only when it answers. No employee may use any of them until they are chosen.',
    problems: UNUSABLE,
  })
  async addToolServer(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() { name, url, bearer_token }: AddToolServerRequest,
  ): Promise<ToolServerView> {
    const server = await this.keeper.add(context, { name: name.trim(), url, bearerToken: bearer_token ?? null });
    return this.list.one(context, server);
  }

  @Patch(':server_id')
  @Requires('tools:write')
  @Operation({
    summary: 'Change a server of tools',
    description:
      'Asks it for its tools first and saves the change only when it answers. Another address needs the token again.',
    problems: UNUSABLE,
  })
  async changeToolServer(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('server_id', ServerId) serverId: string,
    @InTenant() context: TenantContext,
    @Body() { name, url, bearer_token }: ChangeToolServerRequest,
  ): Promise<ToolServerView> {
    const server = await this.keeper.change(context, serverId, { name: name?.trim(), url, bearerToken: bearer_token });
    return this.list.one(context, server);
  }

  @Post(':server_id/check')
  @HttpCode(200)
  @Requires('tools:write')
  @Operation({
    summary: 'Check a server of tools',
    description:
      'Asks it for its tools again. When it does not answer, `problem` says why; the tools known before stay.',
  })
  async checkToolServer(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('server_id', ServerId) serverId: string,
    @InTenant() context: TenantContext,
  ): Promise<ToolServerView> {
    return this.list.one(context, await this.keeper.check(context, serverId));
  }

  @Delete(':server_id')
  @HttpCode(204)
  @Requires('tools:write')
  @Operation({
    summary: 'Remove a server of tools',
    description: 'No employee can use its tools any more. What they used stays in the audit trail.',
  })
  removeToolServer(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('server_id', ServerId) serverId: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.keeper.remove(context, serverId);
  }
}
