import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, PageQuery, Requires, type TenantContext } from '@konstruct/platform';
import { ChannelAssignments } from './channel-assignments';
import {
  AssignChannelRequest,
  ChannelAssignmentPage,
  ChannelAssignmentView,
  toAssignmentView,
} from './channel-assignments.dto';

/** What is no UUID cannot be the id of anything. */
const ConnectionId = new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND });

/** Who answers in single channels of a workspace. */
@ApiTags('Channels')
@Controller('api/portal/tenants/:tenant_id/channels/:connection_id/assignments')
export class ChannelAssignmentsController {
  constructor(private readonly assignments: ChannelAssignments) {}

  @Get()
  @Requires('channels:read')
  @Operation({
    summary: 'List who answers in single channels',
    description: 'Everywhere else, and in direct messages, the employee of the connection answers.',
  })
  async listChannelAssignments(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', ConnectionId) connectionId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<ChannelAssignmentPage> {
    const page = await this.assignments.list(context, connectionId, query);
    return { ...page, items: page.items.map(toAssignmentView) };
  }

  @Put()
  @Requires('channels:write')
  @Operation({
    summary: 'Choose who answers in a channel',
    description:
      'Takes the place of whoever answered there. The app joins public channels by itself; to private ones somebody invites it. Threads that are under way stay with the employee who began them.',
    problems: {
      409: 'The connection is broken or disconnected.',
      422: 'The employee or the channel does not exist (`agent_not_found`, `channel_not_found`).',
      502: 'Slack refused.',
      503: 'Slack is busy or cannot be reached.',
    },
  })
  async assignChannel(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', ConnectionId) connectionId: string,
    @InTenant() context: TenantContext,
    @Body() body: AssignChannelRequest,
  ): Promise<ChannelAssignmentView> {
    const choice = { channelId: body.channel_id, agentId: body.agent_id };
    return toAssignmentView(await this.assignments.assign(context, connectionId, choice));
  }

  @Delete(':channel_id')
  @HttpCode(204)
  @Requires('channels:write')
  @Operation({
    summary: 'Give a channel back',
    description: 'The employee of the connection answers there again. Doing it twice is fine.',
  })
  removeChannelAssignment(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', ConnectionId) connectionId: string,
    @Param('channel_id') channelId: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.assignments.remove(context, connectionId, channelId);
  }
}
