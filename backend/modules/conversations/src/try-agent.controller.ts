import { Body, Controller, HttpCode, Param, ParseUUIDPipe, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { AgentTrial } from './agent-trial';
import { TryAgentRequest, TryAgentView } from './try-agent.dto';

/** The try-it pane of the Agent Designer. */
@ApiTags('Agents')
@Controller('api/portal/tenants/:tenant_id/agents/try')
export class TryAgentController {
  constructor(private readonly trial: AgentTrial) {}

  @Post()
  @HttpCode(200)
  @Requires('agents:write')
  @Operation({
    summary: 'Try a draft',
    description: 'Answers as the draft would, without saving it. The call is real and metered.',
    problems: {
      502: 'The model failed; detail says why and what to do.',
      503: 'The provider is at its limit, or there is no key for it.',
      504: 'The model did not answer in time.',
    },
  })
  tryAgent(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: TryAgentRequest,
  ): Promise<TryAgentView> {
    return this.trial.answer(context, request);
  }
}
