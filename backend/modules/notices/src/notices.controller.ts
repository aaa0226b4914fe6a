import { Controller, Get, HttpCode, HttpStatus, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, PageQuery, Requires, type TenantContext } from '@konstruct/platform';
import { NoticeListQuery } from './notice-list.query';
import { NoticeReader } from './notice-reader';
import { NoticePage, UnreadNoticesView } from './notices.dto';

/** What the people of a business should hear about, as the caller sees it. */
@ApiTags('Notices')
@Controller('api/portal/tenants/:tenant_id/notices')
export class NoticesController {
  constructor(
    private readonly database: Database,
    private readonly notices: NoticeListQuery,
    private readonly reader: NoticeReader,
  ) {}

  @Get()
  @Requires('tenant:read')
  @Operation({
    summary: 'List notices',
    description: 'Those that concern the caller and that the caller has not dismissed, the latest news first.',
  })
  listNotices(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: PageQuery,
  ): Promise<NoticePage> {
    return this.database.inTenant(context, (transaction) => this.notices.list(transaction, query));
  }

  @Get('unread')
  @Requires('tenant:read')
  @Operation({ summary: 'Count unread notices', description: 'How many the caller has not read, by severity.' })
  countUnreadNotices(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<UnreadNoticesView> {
    return this.database.inTenant(context, (transaction) => this.notices.countUnread(transaction));
  }

  @Post('read')
  @HttpCode(HttpStatus.OK)
  @Requires('tenant:read')
  @Operation({ summary: 'Mark all notices as read', description: 'For the caller alone; answers what is unread then.' })
  readAllNotices(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Promise<UnreadNoticesView> {
    return this.reader.readAll(context);
  }

  @Post(':notice_id/read')
  @HttpCode(HttpStatus.OK)
  @Requires('tenant:read')
  @Operation({ summary: 'Mark a notice as read', description: 'For the caller alone; answers what is unread then.' })
  readNotice(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('notice_id', ParseUUIDPipe) noticeId: string,
    @InTenant() context: TenantContext,
  ): Promise<UnreadNoticesView> {
    return this.reader.read(context, noticeId);
  }

  @Post(':notice_id/dismiss')
  @HttpCode(HttpStatus.OK)
  @Requires('tenant:read')
  @Operation({
    summary: 'Dismiss a notice',
    description: 'Puts it away for the caller alone, until it gets worse; answers what is unread then.',
  })
  dismissNotice(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @Param('notice_id', ParseUUIDPipe) noticeId: string,
    @InTenant() context: TenantContext,
  ): Promise<UnreadNoticesView> {
    return this.reader.dismiss(context, noticeId);
  }
}
