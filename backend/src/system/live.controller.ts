import { Controller, Param, ParseUUIDPipe, Sse, type MessageEvent } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { endWith, ignoreElements, interval, map, merge, share, takeUntil, type Observable } from 'rxjs';
import { InTenant, LiveUpdates, Operation, Requires, type TenantContext } from '@konstruct/platform';

const HEARTBEAT_MS = 15_000;

/** Keeps open pages current. */
@ApiTags('Live')
@Controller('api/portal/tenants/:tenant_id/live')
export class LiveController {
  constructor(private readonly updates: LiveUpdates) {}

  @Sse()
  @Requires('tenant:read')
  @ApiProduces('text/event-stream')
  @ApiOkResponse({
    description: 'A stream of `{"topics": […]}`.',
    content: { 'text/event-stream': { schema: { type: 'string' }, example: 'data: {"topics":["payroll"]}\n\n' } },
  })
  @Operation({
    summary: 'Follow changes',
    description:
      'Server-sent events that name what changed; the page then reads it again. A heartbeat keeps the line open.',
  })
  watchChanges(
    @Param('tenant_id', ParseUUIDPipe) _tenantId: string,
    @InTenant() context: TenantContext,
  ): Observable<MessageEvent> {
    const changes = this.updates.watch(context.tenantId).pipe(
      map((topics): MessageEvent => ({ data: { topics } })),
      share(),
    );
    const end = changes.pipe(ignoreElements(), endWith(null));
    const heartbeat = interval(HEARTBEAT_MS).pipe(
      map((): MessageEvent => ({ type: 'heartbeat', data: {} })),
      takeUntil(end),
    );
    return merge(changes, heartbeat);
  }
}
