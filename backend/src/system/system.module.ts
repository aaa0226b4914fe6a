import { Module } from '@nestjs/common';
import { LiveController } from './live.controller';
import { SystemController } from './system.controller';
import { SystemHealth } from './system-health';

/** Health, self-description and live updates. */
@Module({ controllers: [SystemController, LiveController], providers: [SystemHealth] })
export class SystemModule {}
