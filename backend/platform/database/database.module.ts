import { Global, Module, type DynamicModule } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { DataSource } from 'typeorm';
import type { PlatformSettings } from '../config/platform.config';
import { ConfigurationError } from '../config/settings';
import { Database } from './database';
import { openCoalescingSocket } from './coalescing-socket';
import { PreparingClient } from './preparing-client';
import { assertIsolation } from './isolation-check';

/** Connects as the application role and refuses to start when Postgres would not isolate tenants. */
@Global()
@Module({})
export class DatabaseModule {
  static forRoot(settings: PlatformSettings, entities: readonly EntityTarget<ObjectLiteral>[]): DynamicModule {
    return {
      module: DatabaseModule,
      imports: [
        TypeOrmModule.forRootAsync({
          useFactory: () => ({
            type: 'postgres' as const,
            url: settings.DATABASE_URL,
            entities: entities as never,
            migrationsRun: false,
            synchronize: false,
            installExtensions: false,
            logging: false,
            // Whoever starts the program starts it again; until then, one line says what is wrong.
            toRetry: () => false,
            applicationName: 'konstruct',
            extra: {
              max: settings.DATABASE_POOL_SIZE,
              pipeline: true,
              stream: openCoalescingSocket,
              Client: PreparingClient,
            },
          }),
          dataSourceFactory: async (options) => {
            if (!options) throw new Error('TypeORM gave no options');
            const dataSource = await new DataSource(options).initialize().catch((error: unknown) => {
              throw new ConfigurationError([`DATABASE_URL leads to no Postgres that answers: ${messageOf(error)}.`]);
            });
            await assertIsolation(dataSource).catch(async (error: unknown) => {
              await dataSource.destroy();
              throw error;
            });
            return dataSource;
          },
        }),
      ],
      providers: [Database],
      exports: [Database],
    };
  }
}

/** A name with several addresses fails with an error for each, and no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}
