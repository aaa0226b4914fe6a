import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Clock, type AuthorizedRequest } from '@konstruct/platform';
import type { FastifyReply } from 'fastify';
import { from, switchMap, type Observable } from 'rxjs';
import { BillingError } from '../billing.errors';
import { CallMeter, type Admission } from './call-meter';

/** Whoever is over the limit must still be able to see why, and to pay. */
const NOT_COUNTED = /^\/api\/portal\/billing(\/|\?|$)/;
const BEARER = /^bearer /i;

/**
 * Counts the calls of programs: those that come with a bearer token and are about a business. The portal's own calls come with a cookie
 * and are not the customer's to count.
 */
@Injectable()
export class MeterInterceptor implements NestInterceptor {
  constructor(
    private readonly meter: CallMeter,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<AuthorizedRequest>();
    const { tenantContext, headers, url } = request;
    const isCounted = tenantContext && BEARER.test(headers.authorization ?? '') && !NOT_COUNTED.test(url);
    if (!isCounted) return next.handle();
    return from(this.count(tenantContext.tenantId, http.getResponse<FastifyReply>())).pipe(
      switchMap(() => next.handle()),
    );
  }

  private async count(tenantId: string, reply: FastifyReply): Promise<void> {
    const admission = await this.meter.admit(tenantId);
    const { limit, resetsAt, isAdmitted } = admission;
    if (limit === null) return;
    const seconds = Math.max(1, Math.ceil((resetsAt.getTime() - this.clock.now().getTime()) / 1_000));
    tellLimit(reply, admission, limit, seconds);
    if (isAdmitted) return;
    throw new BillingError('api_limit_reached', {
      retryAfterSeconds: seconds,
      detail: `All ${limit.toLocaleString('en-US')} API calls of today are used. The next ones work from ${resetsAt.toISOString()}, or at once after an upgrade on the billing page.`,
    });
  }
}

/** The fields of draft-ietf-httpapi-ratelimit-headers, and their older form, which more clients read. */
function tellLimit(reply: FastifyReply, { remaining }: Admission, limit: number, seconds: number): void {
  void reply.headers({
    'ratelimit-policy': `"day";q=${limit};w=86400`,
    ratelimit: `"day";r=${remaining};t=${seconds}`,
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(seconds),
  });
}
