import { Body, Controller, Delete, Get, HttpCode, Param, ParseUUIDPipe, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { ChooseNoticeChannelRequest, NoticeChannelView } from './notice-channel.dto';
import { NoticeChannelReader } from './notice-channel-reader';
import { NoticeOutlets } from './notice-outlets';

/** Notices in the channel where a business's people are anyway. */
@ApiTags('Notices')
@Controller('api/portal/tenants/:tenant_id/notice-channel')
export class NoticeChannelController {
  constructor(
    private readonly outlets: NoticeOutlets,
    private readonly reader: NoticeChannelReader,
  ) {}

  @Get()
  @Requires('tenant:read')
  @Operation({ summary: 'Read where notices are posted', description: 'Off until somebody chooses a Slack channel.' })
  readNoticeChannel(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<NoticeChannelView> {
    return this.reader.read(context);
  }

  @Put()
  @Requires('tenant:update')
  @Operation({
    summary: 'Choose where notices are posted',
    description:
      'Notices are posted in this Slack channel from now on, each once. The app joins it where it can and says so there; everybody in the channel can read them, also those about billing.',
    problems: {
      404: 'There is no such connection.',
      409: 'The connection is broken or disconnected.',
      422: 'The channel does not exist, or the connection is not to Slack (`channel_not_found`, `notices_need_slack`).',
      502: 'Slack refused.',
      503: 'Slack is busy or cannot be reached.',
    },
  })
  async chooseNoticeChannel(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Body() body: ChooseNoticeChannelRequest,
  ): Promise<NoticeChannelView> {
    const { connection_id: connectionId, channel_id: externalChannelId, topics, least_severity: leastSeverity } = body;
    await this.outlets.choose(context, { connectionId, externalChannelId, topics, leastSeverity });
    return this.reader.read(context);
  }

  @Delete()
  @HttpCode(204)
  @Requires('tenant:update')
  @Operation({ summary: 'Stop posting notices', description: 'They stay behind the bell. Doing it twice is fine.' })
  stopNoticeChannel(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<void> {
    return this.outlets.stop(context);
  }
}
