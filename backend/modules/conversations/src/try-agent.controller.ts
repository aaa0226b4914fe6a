import {
  Body,
  Controller,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  RequestMethod,
  Sse,
  type MessageEvent,
} from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Observable } from 'rxjs';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { AgentTrial } from './agent-trial';
import { trialStream } from './trial-stream';
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

  @Sse('stream', { method: RequestMethod.POST })
  @HttpCode(200)
  @Requires('agents:write')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description:
      'Events `text` with `{"text"}`, `tool` with `{"name"}`, `restart` (what was said does not count), and last `done` with the whole answer or `problem` with a problem document.',
    content: {
      'text/event-stream': { schema: { type: 'string' }, example: 'event: text\ndata: {"text":"We open"}\n\n' },
    },
  })
  @Operation({
    summary: 'Try a draft, word by word',
    description:
      'As above, told while it is being written. Closing the connection stops the model; what it cost until then is kept.',
  })
  async streamTrial(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() request: TryAgentRequest,
  ): Promise<Observable<MessageEvent>> {
    return trialStream(this.trial, context, await this.trial.prepare(context, request));
  }
}
