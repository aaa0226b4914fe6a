import type { INestApplicationContext } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, newId, PlatformModule } from '@konstruct/platform';
import { createTestDatabase, type TestDatabase } from '@konstruct/platform/testing';
import { Client } from 'pg';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { CryptoModule, KeyRotationModule, type SecretColumn } from '../index';

/** A database in which businesses have secrets, and the programs that read them, each with keys of its own. */
export class CryptoContext {
  private readonly programs: INestApplicationContext[] = [];

  private constructor(
    readonly owner: Client,
    private readonly database: TestDatabase,
  ) {}

  static async start(): Promise<CryptoContext> {
    const database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    return new CryptoContext(owner, database);
  }

  /** A program with these settings. */
  async program(
    environment: Record<string, string>,
    { clock = new Clock(), columns = [] }: { clock?: Clock; columns?: readonly SecretColumn[] } = {},
  ): Promise<INestApplicationContext> {
    const settings = { NODE_ENV: 'test', KONSTRUCT_ROLES: 'api', LOG_LEVEL: 'silent', DATABASE_URL: this.database.url };
    const program = await Test.createTestingModule({
      imports: [
        PlatformModule.forRoot({ ...settings, ...environment }, auditEntities),
        AuditModule,
        CryptoModule,
        KeyRotationModule.for(columns),
      ],
    })
      .overrideProvider(Clock)
      .useValue(clock)
      .compile();
    await program.init();
    this.programs.push(program);
    return program;
  }

  async business(): Promise<string> {
    const id = newId();
    await this.owner.query(
      `INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, 'Acme', $2, 'UTC', now())`,
      [id, id],
    );
    return id;
  }

  async rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(sql, values)).rows as Row[];
  }

  async stop(): Promise<void> {
    for (const program of this.programs) await program.close();
    await this.owner.end();
    await this.database.drop();
  }
}
