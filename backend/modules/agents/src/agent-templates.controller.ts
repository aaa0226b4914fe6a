import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Operation, SignedIn } from '@konstruct/platform';
import { AGENT_TEMPLATES } from './agent-templates';
import { AgentTemplatePage } from './agents.dto';

/** Starting points for common roles; the same for every business. */
@ApiTags('Agents')
@Controller('api/portal/agent-templates')
export class AgentTemplatesController {
  @Get()
  @SignedIn()
  @Operation({
    summary: 'List role templates',
    description: 'Personas, instructions and greetings to start from; fill in what stands in square brackets.',
  })
  listAgentTemplates(): AgentTemplatePage {
    return { items: [...AGENT_TEMPLATES], next_cursor: null };
  }
}
