import { Module } from '@nestjs/common';
import { LiveController } from './live.controller';
import { Metrics } from './metrics';
import { MetricsController } from './metrics.controller';
import { SystemController } from './system.controller';
import { SystemHealth } from './system-health';

/** Health, metrics, self-description and live updates. */
@Module({ controllers: [SystemController, MetricsController, LiveController], providers: [SystemHealth, Metrics] })
export class SystemModule {}
