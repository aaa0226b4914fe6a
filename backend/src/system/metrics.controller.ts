import { timingSafeEqual } from 'node:crypto';
import { Controller, Get, Header, Headers, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Operation, PLATFORM_SETTINGS, Public, RequestError, type PlatformSettings } from '@konstruct/platform';
import { Metrics } from './metrics';

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

/** What Prometheus reads; guarded by a token of its own, because it belongs to no business and no person. */
@ApiTags('System')
@Controller('metrics')
export class MetricsController {
  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    private readonly metrics: Metrics,
  ) {}

  @Get()
  @Public()
  @Header('content-type', TEXT_FORMAT)
  @ApiProduces('text/plain')
  @ApiOkResponse({
    description: "Prometheus's text format.",
    content: { 'text/plain': { schema: { type: 'string' }, example: 'konstruct_queue_depth 0\n' } },
  })
  @Operation({
    summary: 'Read the metrics of this process',
    description:
      'The process, its requests and the queue, for Prometheus. With METRICS_TOKEN set it wants that as bearer token; without it, production does not answer.',
    problems: { 401: 'METRICS_TOKEN is set and was not sent.', 404: 'Production, and no METRICS_TOKEN is set.' },
  })
  readMetrics(@Headers('authorization') authorization = ''): Promise<string> {
    const { METRICS_TOKEN: token, NODE_ENV: environment } = this.settings;
    if (token === '' && environment === 'production') throw new RequestError('not_found');
    if (token !== '' && !isSame(authorization, `Bearer ${token}`)) throw new RequestError('not_signed_in');
    return this.metrics.text();
  }
}

function isSame(given: string, expected: string): boolean {
  const [first, second] = [Buffer.from(given), Buffer.from(expected)];
  return first.length === second.length && timingSafeEqual(first, second);
}
