import { randomBytes } from 'node:crypto';
import fastifyCookie from '@fastify/cookie';
import { Test } from '@nestjs/testing';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { CryptoModule } from '@konstruct/crypto';
import { NoticesModule, noticesEntities } from '@konstruct/notices';
import { Clock, PlatformModule } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { TenantsModule, tenantsEntities } from '@konstruct/tenants';
import { Client } from 'pg';
import { AuthModule, authEntities } from '../index';
import { Browser } from './browser';
import { MovingClock } from './moving-clock';

/** The API with signing in and businesses alone, on a database of its own. */
export interface AuthApp {
  readonly app: NestFastifyApplication;
  readonly clock: MovingClock;
  browser(address?: string): Browser;
  /** Runs SQL as the owner of the schema, past row-level security. */
  asOwner<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
  stop(): Promise<void>;
}

/** Starts it; `controllers` adds routes for a test of the guard. */
export async function startAuthApp(
  environment: NodeJS.ProcessEnv = {},
  controllers: Type<unknown>[] = [],
): Promise<AuthApp> {
  const database = await createTestDatabase();
  const clock = new MovingClock();
  const app = await createApp(
    {
      NODE_ENV: 'test',
      KONSTRUCT_ROLES: 'api',
      LOG_LEVEL: 'silent',
      DATABASE_URL: database.url,
      SESSION_SECRET: 'a secret of the tests with more than 32 characters',
      PLATFORM_ENCRYPTION_KEY: `${randomBytes(32).toString('base64url')}=`,
      SIGN_UPS_PER_ADDRESS: '1000',
      ...environment,
    },
    clock,
    controllers,
  );
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  return {
    app,
    clock,
    browser: (address) => new Browser(app, address),
    asOwner: async <Row>(sql: string, values: unknown[] = []) => (await owner.query(sql, values)).rows as Row[],
    stop: async () => {
      await app.close();
      await owner.end();
      await database.drop();
    },
  };
}

async function createApp(
  environment: NodeJS.ProcessEnv,
  clock: Clock,
  controllers: Type<unknown>[],
): Promise<NestFastifyApplication> {
  const entities = [...auditEntities, ...noticesEntities, ...tenantsEntities, ...authEntities];
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot(environment, entities),
      AuditModule,
      CryptoModule,
      NoticesModule,
      TenantsModule,
      AuthModule,
    ],
    controllers,
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  await app.register(fastifyCookie);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return app;
}
