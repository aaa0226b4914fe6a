import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { AuditModule, auditEntities } from '@konstruct/audit';
import type { Role } from '@konstruct/contracts';
import {
  Database,
  newId,
  PlatformModule,
  systemContext,
  type AuthorizedRequest,
  type TenantContext,
} from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { Notices, NoticesModule, noticesEntities, type NewNotice } from '../index';

/** Somebody of a business. */
export interface Reader {
  readonly tenantId: string;
  readonly userId: string;
  readonly role: Role;
}

/** Stands in for the access guard: whoever the test's header describes is signed in. */
@Injectable()
class HeaderSignIn implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const request = context.switchToHttp().getRequest<AuthorizedRequest>();
    const { tenantId, userId, role } = JSON.parse(String(request.headers['x-test-reader'])) as Reader;
    request.tenantContext = {
      requestId: request.id,
      tenantId,
      role,
      actor: { kind: 'user', id: userId, name: 'Grace' },
    };
    return true;
  }
}

/** Notices alone, on a database of their own. */
export class NoticesApp {
  private constructor(
    readonly app: NestFastifyApplication,
    private readonly owner: Client,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async start(): Promise<NoticesApp> {
    const database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const environment = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', DATABASE_URL: database.url };
    const module = await Test.createTestingModule({
      imports: [
        PlatformModule.forRoot(environment, [...auditEntities, ...noticesEntities]),
        AuditModule,
        NoticesModule,
      ],
      providers: [{ provide: APP_GUARD, useClass: HeaderSignIn }],
    }).compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    return new NoticesApp(app, owner, () => database.drop());
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.owner.end();
    await this.dropDatabase();
  }

  async business(): Promise<TenantContext> {
    const id = newId();
    await this.owner.query(
      'INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $2, $3, now())',
      [id, id, 'UTC'],
    );
    return systemContext(id, 'test');
  }

  raise(context: TenantContext, notice: NewNotice): Promise<void> {
    return this.app.get(Database).inTenant(context, (transaction) => this.app.get(Notices).raise(transaction, notice));
  }

  resolve(context: TenantContext, dedupeKey: string): Promise<void> {
    return this.app
      .get(Database)
      .inTenant(context, (transaction) => this.app.get(Notices).resolve(transaction, dedupeKey));
  }

  async call(
    reader: Reader,
    method: 'GET' | 'POST',
    path = '',
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const answer = await this.app.inject({
      method,
      url: `/api/portal/tenants/${reader.tenantId}/notices${path}`,
      headers: { 'x-test-reader': JSON.stringify(reader) },
    });
    return { status: answer.statusCode, body: answer.json() };
  }

  /** How many jobs carry news on. */
  async told({ tenantId }: TenantContext): Promise<number> {
    const { rows } = await this.owner.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM graphile_worker._private_jobs WHERE payload->>'tenant_id' = $1`,
      [tenantId],
    );
    return rows[0]?.count ?? 0;
  }

  async trail({ tenantId }: TenantContext): Promise<string[]> {
    const { rows } = await this.owner.query<{ summary: string }>(
      'SELECT summary FROM audit_events WHERE tenant_id = $1 ORDER BY id',
      [tenantId],
    );
    return rows.map(({ summary }) => summary);
  }
}
