import { Body, Controller, Get, HttpStatus, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { ToolAllowance, type AllowedTool } from './tool-allowance';
import { AgentToolPage, ChooseToolsRequest } from './toolbox.dto';

/** What is no UUID cannot be the id of anyone. */
const AgentId = new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND });

/** What each employee may use. */
@ApiTags('Tools')
@Controller('api/portal/tenants/:tenant_id/agents/:agent_id/tools')
export class AgentToolsController {
  constructor(private readonly allowance: ToolAllowance) {}

  @Get()
  @Requires('agents:read')
  @Operation({ summary: 'List what an employee may use', description: 'Also what its server does not have any more.' })
  async listAgentTools(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('agent_id', AgentId) agentId: string,
    @InTenant() context: TenantContext,
  ): Promise<AgentToolPage> {
    return toPage(await this.allowance.show(context, agentId));
  }

  @Put()
  @Requires('agents:write')
  @Operation({
    summary: 'Choose what an employee may use',
    description: 'Takes the place of what was chosen before, and counts from the next message on.',
  })
  async chooseAgentTools(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('agent_id', AgentId) agentId: string,
    @InTenant() context: TenantContext,
    @Body() { tools }: ChooseToolsRequest,
  ): Promise<AgentToolPage> {
    const choices = tools.map(({ server_id, tool }) => ({ serverId: server_id, tool }));
    return toPage(await this.allowance.choose(context, agentId, choices));
  }
}

function toPage(allowed: readonly AllowedTool[]): AgentToolPage {
  const items = allowed.map(({ serverId, tool, isAvailable }) => ({
    server_id: serverId,
    tool,
    is_available: isAvailable,
  }));
  return { items, next_cursor: null };
}
