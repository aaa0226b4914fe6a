import { Injectable } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { PLATFORM_SETTINGS } from '../config/tokens';
import { createTestDatabase, type TestDatabase } from '../testing';
import { HandlesJob, type JobHandler } from './job-handler';
import { WorkerRunner } from './worker-runner';
import { WorkerSession } from './worker-session';

const LONG_MS = 5_000;
const started: string[] = [];

/** Takes longer than it takes to find out that a process is dead. */
@Injectable()
@HandlesJob('test.long')
class LongJob implements JobHandler {
  async run(): Promise<void> {
    started.push('long');
    await new Promise((passed) => setTimeout(passed, LONG_MS));
  }
}

describe('the runner of jobs', () => {
  let database: TestDatabase;
  let owner: Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });

  afterAll(async () => {
    await owner.end();
    await database.drop();
  });

  it('does a long job once, although others look for the jobs of the dead meanwhile', async () => {
    const settings = {
      DATABASE_URL: database.url,
      KONSTRUCT_ROLES: 'worker',
      WORKER_CONCURRENCY: 4,
      SHUTDOWN_TIMEOUT_MS: 8_000,
    };
    const start = async (): Promise<{ close(): Promise<void> }> => {
      const module = await Test.createTestingModule({
        imports: [DiscoveryModule],
        providers: [{ provide: PLATFORM_SETTINGS, useValue: settings }, WorkerSession, WorkerRunner, LongJob],
      }).compile();
      return module.init();
    };
    const processes = [await start(), await start()];
    await owner.query(`SELECT graphile_worker.add_job('test.long')`);
    await new Promise((passed) => setTimeout(passed, LONG_MS + 1_500));
    for (const process of processes) await process.close();
    expect(started).toEqual(['long']);
    const { rows } = await owner.query('SELECT id FROM graphile_worker._private_jobs');
    expect(rows).toEqual([]);
  });
});
