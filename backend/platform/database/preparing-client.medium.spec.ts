import { createTestDatabase, type TestDatabase } from '../testing';
import { PreparingClient } from './preparing-client';

describe('a connection that prepares what it is asked again', () => {
  let server: TestDatabase;
  let client: PreparingClient;

  beforeAll(async () => {
    server = await createTestDatabase();
  });

  beforeEach(async () => {
    client = new PreparingClient({ connectionString: server.url, pipeline: true });
    await client.connect();
  });

  afterEach(() => client.end());
  afterAll(() => server.drop());

  const ask = async (text: string, ...values: unknown[]): Promise<unknown> => (await client.query(text, values)).rows;
  const prepared = async (): Promise<number> =>
    (await client.query<{ count: number }>('SELECT count(*)::int AS count FROM pg_prepared_statements')).rows[0]!.count;

  it('prepares from the third time on, once', async () => {
    const counts: number[] = [];
    for (const value of [1, 2, 3, 4]) {
      expect(await ask('SELECT $1::int AS value', value)).toEqual([{ value }]);
      counts.push(await prepared());
    }
    expect(counts).toEqual([0, 0, 1, 1]);
  });

  it('answers the same question several times at once', async () => {
    const values = [1, 2, 3, 4];
    const answers = await Promise.all(values.map((value) => ask('SELECT $1::int * 2 AS value', value)));
    expect(answers).toEqual(values.map((value) => [{ value: value * 2 }]));
  });

  it('goes on after a failure, also of the transaction in which it would have been prepared', async () => {
    await ask('SELECT 6 / $1::int AS value', 1);
    await expect(ask('SELECT 6 / $1::int AS value', 0)).rejects.toThrow('division by zero');
    await ask('SELECT $1::text AS word', 'a');
    await client.query('BEGIN');
    await expect(ask('SELECT 6 / $1::int AS value', 0)).rejects.toThrow('division by zero');
    await expect(ask('SELECT $1::text AS word', 'b')).rejects.toThrow('aborted');
    await client.query('ROLLBACK');
    expect(await ask('SELECT 6 / $1::int AS value', 3)).toEqual([{ value: 2 }]);
    expect(await ask('SELECT $1::text AS word', 'c')).toEqual([{ word: 'c' }]);
  });

  it('recovers when a table gets another shape meanwhile', async () => {
    await client.query('CREATE TEMPORARY TABLE shape (id int)');
    const statement = 'SELECT * FROM shape WHERE id = $1';
    for (let times = 1; times <= 4; times += 1) await ask(statement, 1);
    await client.query('ALTER TABLE shape ADD COLUMN name text');
    await expect(ask(statement, 1)).rejects.toThrow('cached plan');
    await ask('INSERT INTO shape VALUES ($1, $2)', 1, 'new');
    for (let times = 1; times <= 4; times += 1) expect(await ask(statement, 1)).toEqual([{ id: 1, name: 'new' }]);
  });

  it('does not fill Postgres up with statements that are put together anew', async () => {
    const texts = Array.from({ length: 600 }, (_, index) => `SELECT $1::int + ${index} AS value`);
    for (const text of [...texts, ...texts, ...texts]) await ask(text, 1);
    expect(await prepared()).toBeLessThanOrEqual(200);
    expect(await ask(texts[599]!, 1)).toEqual([{ value: 600 }]);
  });
});
