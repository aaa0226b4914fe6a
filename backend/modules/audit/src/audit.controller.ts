import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Database, InTenant, Operation, Requires, type TenantContext } from '@konstruct/platform';
import { AuditEventPage, AuditQuery } from './audit.dto';
import { AuditEventStore } from './audit-event.store';

/** The audit trail of a business. */
@ApiTags('Audit')
@Controller('api/portal/tenants/:tenant_id/audit-events')
export class AuditController {
  constructor(
    private readonly database: Database,
    private readonly events: AuditEventStore,
  ) {}

  @Get()
  @Requires('audit:read')
  @Operation({
    summary: 'List audit events',
    description: 'Everything that changed or signed in, newest first, filtered by type and text.',
  })
  listAuditEvents(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
    @Query() query: AuditQuery,
  ): Promise<AuditEventPage> {
    return this.database.inTenant(context, (transaction) => this.events.list(transaction, query));
  }
}
