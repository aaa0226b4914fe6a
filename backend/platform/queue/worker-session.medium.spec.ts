import { Client } from 'pg';
import type { PlatformSettings } from '../config/platform.config';
import { createTestDatabase, type TestDatabase } from '../testing';
import { BUSY, JOINED, WorkerSession } from './worker-session';

describe('the session of a worker process', () => {
  let database: TestDatabase;
  let owner: Client;
  const sessions: WorkerSession[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
  });

  afterAll(async () => {
    for (const session of sessions) await session.stop();
    await owner.end();
    await database.drop();
  });

  async function start(): Promise<WorkerSession> {
    const session = new WorkerSession({ DATABASE_URL: database.url } as PlatformSettings);
    sessions.push(session);
    await session.start();
    return session;
  }

  it('does a piece of work in one process at a time', async () => {
    const [first, second] = [await start(), await start()];
    let finish = (): void => undefined;
    const work = first.exclusively(
      'conversation',
      () => new Promise<string>((resolve) => (finish = () => resolve('done'))),
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await second.exclusively('conversation', () => Promise.resolve('twice'))).toBe(BUSY);
    expect(await second.exclusively('another', () => Promise.resolve('beside'))).toBe('beside');
    finish();
    expect(await work).toBe('done');
    expect(await second.exclusively('conversation', () => Promise.resolve('afterwards'))).toBe('afterwards');
  });

  it('does it once more when somebody of the same process wanted it meanwhile', async () => {
    const [session, other] = [await start(), await start()];
    let times = 0;
    const work = session.exclusively('busy', async () => {
      times += 1;
      if (times > 1) return;
      expect(await session.exclusively('busy', () => Promise.reject(new Error('beside')))).toBe(JOINED);
    });
    await work;
    expect(times).toBe(2);
    expect(await other.exclusively('busy', () => Promise.resolve('free'))).toBe('free');
  });

  it('tells when Postgres has dropped the session, and with it the right', async () => {
    const session = await start();
    const outcome = session.exclusively('dropped', async (lease) => {
      lease.assertHeld();
      await owner.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'konstruct-worker-session'`,
      );
      await new Promise((resolve) => setTimeout(resolve, 50));
      lease.assertHeld();
    });
    await expect(outcome).rejects.toThrow('was lost');
  });

  it('gives the lock back when work fails', async () => {
    const session = await start();
    await expect(session.exclusively('failing', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await session.exclusively('failing', () => Promise.resolve('again'))).toBe('again');
  });

  it("gives a dead process's jobs to the others within seconds", async () => {
    await owner.query(`SELECT graphile_worker.add_job('some.job')`);
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-of-the-dead', locked_at = now() - interval '1 minute'`,
    );
    await owner.query(
      `INSERT INTO worker_processes (id, worker_ids) VALUES (gen_random_uuid(), '{worker-of-the-dead}')`,
    );
    await start();
    const { rows } = await owner.query<{ locked_by: string | null }>(
      'SELECT locked_by FROM graphile_worker._private_jobs',
    );
    expect(rows).toEqual([{ locked_by: null }]);
  });

  it('gives back the jobs of a process that died before it wrote its workers down', async () => {
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-of-nobody', locked_at = now() - interval '1 minute'`,
    );
    await start();
    const { rows } = await owner.query<{ locked_by: string | null }>(
      'SELECT locked_by FROM graphile_worker._private_jobs',
    );
    expect(rows).toEqual([{ locked_by: null }]);
  });

  it('leaves the jobs of the living alone', async () => {
    const living = await start();
    await living.addWorkerPool('worker-of-the-living');
    await owner.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'worker-of-the-living', locked_at = now() - interval '1 minute'`,
    );
    await start();
    const { rows } = await owner.query<{ locked_by: string | null }>(
      'SELECT locked_by FROM graphile_worker._private_jobs',
    );
    expect(rows).toEqual([{ locked_by: 'worker-of-the-living' }]);
  });
});
