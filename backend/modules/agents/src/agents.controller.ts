import { Body, Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { AgentDesigner } from './agent-designer';
import { AgentLifecycle } from './agent-lifecycle';
import { toAgentView } from './agent-view';
import { AgentStore } from './agent.store';
import { AgentDraft, AgentPage, AgentQuery, AgentView, UpdateAgentRequest } from './agents.dto';
import { AgentError } from './agents.errors';

/** What is no UUID cannot exist: not found rather than malformed. */
const AgentId = new ParseUUIDPipe({ exceptionFactory: () => new AgentError('agent_not_found') });

const REFUSED = { 409: 'The status of the employee does not allow it; `detail` says what to do.' };

/** The AI employees of a business. */
@ApiTags('Agents')
@Controller('api/portal/tenants/:tenant_id/agents')
export class AgentsController {
  constructor(
    private readonly database: Database,
    private readonly agents: AgentStore,
    private readonly designer: AgentDesigner,
    private readonly lifecycle: AgentLifecycle,
  ) {}

  @Get()
  @Requires('agents:read')
  @Operation({
    summary: 'List employees',
    description: 'Everyone who has not left, or those in one status, in the order of hiring.',
  })
  listAgents(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: AgentQuery,
  ): Promise<AgentPage> {
    return this.database.inTenant(context, (transaction) => this.agents.list(transaction, query, toAgentView));
  }

  @Post()
  @Requires('agents:write')
  @Operation({
    summary: 'Hire an employee',
    description: 'Creates a draft. It goes live by itself when its test message succeeds.',
  })
  async createAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() draft: AgentDraft,
  ): Promise<AgentView> {
    return toAgentView(await this.designer.create(context, draft));
  }

  @Get(':agent_id')
  @Requires('agents:read')
  @Operation({
    summary: 'Show an employee',
    description: 'Settings and status of one employee, also of one that has left.',
  })
  async getAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('agent_id', AgentId) agentId: string,
  ): Promise<AgentView> {
    const agent = await this.database.inTenant(context, (transaction) => this.agents.find(transaction, agentId));
    if (!agent) throw new AgentError('agent_not_found');
    return toAgentView(agent);
  }

  @Patch(':agent_id')
  @Requires('agents:write')
  @Operation({
    summary: 'Change an employee',
    description: 'Changes the given settings; they count from the next message on.',
    problems: REFUSED,
  })
  async updateAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('agent_id', AgentId) agentId: string,
    @Body() request: UpdateAgentRequest,
  ): Promise<AgentView> {
    return toAgentView(await this.designer.update(context, agentId, request));
  }

  @Post(':agent_id/pause')
  @HttpCode(HttpStatus.OK)
  @Requires('agents:write')
  @Operation({
    summary: 'Pause an employee',
    description: 'It answers nobody until it is resumed. Repeating it changes nothing.',
    problems: REFUSED,
  })
  async pauseAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('agent_id', AgentId) agentId: string,
  ): Promise<AgentView> {
    return toAgentView(await this.lifecycle.pause(context, agentId));
  }

  @Post(':agent_id/resume')
  @HttpCode(HttpStatus.OK)
  @Requires('agents:write')
  @Operation({
    summary: 'Resume an employee',
    description: 'Brings a paused employee back to work. Repeating it changes nothing.',
    problems: REFUSED,
  })
  async resumeAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('agent_id', AgentId) agentId: string,
  ): Promise<AgentView> {
    return toAgentView(await this.lifecycle.resume(context, agentId));
  }

  @Post(':agent_id/archive')
  @HttpCode(HttpStatus.OK)
  @Requires('agents:write')
  @Operation({
    summary: 'Let an employee go',
    description: 'It stops for good; settings, conversations and costs stay readable.',
  })
  async archiveAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Param('agent_id', AgentId) agentId: string,
  ): Promise<AgentView> {
    return toAgentView(await this.lifecycle.archive(context, agentId));
  }
}
