import { Global, Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { Clock } from './clock';
import { platformSettings } from './config/platform.config';
import { readSettings } from './config/settings';
import { ENVIRONMENT, PLATFORM_SETTINGS } from './config/tokens';
import { DatabaseModule } from './database/database.module';
import { ForgetIdempotencyKeysHandler } from './http/forget-idempotency-keys.handler';
import { RequestFingerprints } from './http/request-fingerprints';
import { IdempotencyInterceptor } from './http/idempotency.interceptor';
import { ProblemFilter } from './http/problem.filter';
import { createValidationPipe } from './http/validation.pipe';
import { LiveUpdates } from './live/live-updates';
import { loggingModule } from './logging/logging';
import { OutboundGuard } from './outbound/outbound-guard';
import { JobQueue } from './queue/job-queue';
import { WorkerSession } from './queue/worker-session';
import { WorkerRunner } from './queue/worker-runner';

/** What the program needs of its environment and what every module stands on. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(environment: NodeJS.ProcessEnv, entities: readonly EntityTarget<ObjectLiteral>[]): DynamicModule {
    const settings = readSettings(platformSettings, environment);
    return {
      module: PlatformModule,
      imports: [loggingModule(settings), DatabaseModule.forRoot(settings, entities), DiscoveryModule],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: PLATFORM_SETTINGS, useValue: settings },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useFactory: createValidationPipe },
        { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
        { provide: OutboundGuard, useFactory: () => new OutboundGuard(settings) },
        Clock,
        ForgetIdempotencyKeysHandler,
        RequestFingerprints,
        JobQueue,
        LiveUpdates,
        WorkerSession,
        WorkerRunner,
      ],
      exports: [ENVIRONMENT, PLATFORM_SETTINGS, OutboundGuard, Clock, JobQueue, LiveUpdates, WorkerSession],
    };
  }
}
