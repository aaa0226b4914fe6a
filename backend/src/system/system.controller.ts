import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ENVIRONMENT, Operation, PLATFORM_SETTINGS, Public, type PlatformSettings } from '@konstruct/platform';
import { version } from '../../../package.json';
import { SystemHealth } from './system-health';
import { DetailedHealthView, HealthView, SystemView } from './system.dto';

/** What the installation says of itself; public because load balancers and the sign-in page ask before anyone signs in. */
@ApiTags('System')
@Controller()
export class SystemController {
  constructor(
    @Inject(PLATFORM_SETTINGS) private readonly settings: PlatformSettings,
    @Inject(ENVIRONMENT) private readonly environment: NodeJS.ProcessEnv,
    private readonly health: SystemHealth,
  ) {}

  @Get('api/portal/system')
  @Public()
  @Operation({
    summary: 'Describe the installation',
    description: 'Version, kind of installation, and which providers are played by the sandbox.',
  })
  describeSystem(): SystemView {
    const { NODE_ENV: environment, SANDBOX_URL: url } = this.settings;
    const isPlayed = (address: string | undefined): boolean => url !== '' && (address ?? '').startsWith(url);
    const sandbox =
      url === ''
        ? null
        : {
            url,
            slack: isPlayed(this.environment['SLACK_API_URL']),
            whatsapp: isPlayed(this.environment['WHATSAPP_GRAPH_URL']),
            stripe: isPlayed(this.environment['STRIPE_API_URL']),
            model: isPlayed(this.environment['OPENAI_BASE_URL']),
          };
    return { version, environment, sandbox };
  }

  @Get('health')
  @Public()
  @Operation({ summary: 'Liveness', description: 'Answers as long as the process does; touches no dependency.' })
  checkLiveness(): HealthView {
    return { status: 'ok' };
  }

  @Get('health/detailed')
  @Public()
  @Operation({
    summary: 'Readiness',
    description: 'Each dependency with its latency, and the depth of the queue.',
    problems: { 503: 'A dependency does not answer; the body says which.' },
  })
  async checkReadiness(@Res({ passthrough: true }) reply: FastifyReply): Promise<DetailedHealthView> {
    const report = await this.health.check();
    if (report.status !== 'ok') void reply.status(503);
    return report;
  }
}
