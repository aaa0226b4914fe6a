import { Controller, Get, Param, ParseUUIDPipe, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { attachmentNamed } from './file-name';
import { CallListQuery, CallPage, ExportQuery } from './usage-calls.dto';
import { UsageCallList } from './usage-call-list';
import { UsageExports } from './usage-exports';

/** The single calls behind the sums, and all reports as files. */
@ApiTags('Usage')
@Controller('api/portal/usage/:tenant_id')
export class UsageCallsController {
  constructor(
    private readonly calls: UsageCallList,
    private readonly exports: UsageExports,
  ) {}

  @Get('calls')
  @Requires('usage:read')
  @Operation({
    summary: 'List single calls and fees',
    description: 'What the sums are made of, newest first, with the conversation that each was for.',
  })
  listUsageCalls(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: CallListQuery,
  ): Promise<CallPage> {
    return this.calls.list(context, query);
  }

  @Get('export')
  @Requires('usage:read')
  @Operation({
    summary: 'Export a report as CSV',
    description:
      'The figures of the report of that name. Text that a spreadsheet would take for a formula begins with an apostrophe; single calls are streamed.',
  })
  @ApiOkResponse({ content: { 'text/csv': { schema: { type: 'string', format: 'binary' } } } })
  async exportUsage(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: ExportQuery,
  ): Promise<StreamableFile> {
    const content = await this.exports.write(context, query);
    const disposition = attachmentNamed(['usage', query.report, ...(await this.exports.daysOf(context, query))], 'csv');
    return new StreamableFile(content, { type: 'text/csv; charset=utf-8', disposition });
  }
}
