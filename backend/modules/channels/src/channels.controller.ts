import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  HttpStatus,
  Param,
  ParseUUIDPipe,
  Patch,
  Query,
} from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, PageQuery, Requires, type TenantContext } from '@konstruct/platform';
import { ChannelConnectionStore } from './channel-connection.store';
import { ChannelConnections } from './channel-connections';
import { ChannelDisconnection } from './channel-disconnection';
import {
  ConnectionPage,
  ConnectionView,
  DestinationPage,
  DestinationQuery,
  UpdateConnectionRequest,
} from './channels.dto';
import { toConnectionView } from './connection-view';
import { SlackDestinations } from './slack/slack-destinations';

/** What is no UUID cannot be the id of anything. */
const ConnectionId = new ParseUUIDPipe({ errorHttpStatusCode: HttpStatus.NOT_FOUND });

/** The connections of a business to its channels. */
@ApiTags('Channels')
@Controller('api/portal/tenants/:tenant_id/channels')
export class ChannelsController {
  constructor(
    private readonly database: Database,
    private readonly store: ChannelConnectionStore,
    private readonly connections: ChannelConnections,
    private readonly disconnection: ChannelDisconnection,
    private readonly destinations: SlackDestinations,
  ) {}

  @Get()
  @Requires('channels:read')
  @Operation({
    summary: 'List connections',
    description: 'The connected, broken and disconnected workspaces of the business with their health, newest first.',
  })
  async listConnections(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<ConnectionPage> {
    const page = await this.database.inTenant(context, (transaction) => this.store.list(transaction, query));
    return { ...page, items: page.items.map(toConnectionView) };
  }

  @Patch(':connection_id')
  @Requires('channels:write')
  @Operation({
    summary: 'Choose who answers',
    description: 'Assigns an employee to the workspace, or nobody.',
    problems: { 422: 'The employee does not exist (`agent_not_found`).' },
  })
  async updateConnection(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', ConnectionId) id: string,
    @InTenant() context: TenantContext,
    @Body() body: UpdateConnectionRequest,
  ): Promise<ConnectionView> {
    return toConnectionView(
      await this.database.inTenant(context, (transaction) =>
        this.connections.assignAgent(transaction, id, body.agent_id),
      ),
    );
  }

  @Delete(':connection_id')
  @HttpCode(204)
  @Requires('channels:write')
  @Operation({
    summary: 'Disconnect a workspace',
    description:
      'Gives the token back to Slack and frees the workspace. Conversations and the assigned employee stay for when it is connected again.',
  })
  disconnectWorkspace(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', ConnectionId) id: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.disconnection.disconnect(context, id);
  }

  @Get(':connection_id/destinations')
  @Requires('channels:read')
  @Operation({
    summary: 'List destinations',
    description:
      'Channels that a message can be sent to: those that the employee is in first. Private ones are listed once it was invited. WhatsApp has none.',
    problems: {
      409: 'The connection is broken or disconnected.',
      502: 'Slack refused.',
      503: 'Slack is busy or cannot be reached.',
    },
  })
  listDestinations(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('connection_id', ConnectionId) id: string,
    @InTenant() context: TenantContext,
    @Query() query: DestinationQuery,
  ): Promise<DestinationPage> {
    return this.destinations.list(context, id, query);
  }
}
