import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { connectSlack, hireEmployee } from './hired-employee';
import { PortalClient } from './portal-client';
import { eventually, freePort, startProduct, type RunningProduct } from './product';

const CANARY_PASSWORD = 'canary-password-7f3a';

/** The API in a process of its own, so that everything it writes can be read. */
async function startApi(
  product: RunningProduct,
  port: number,
): Promise<{ process: ChildProcess; output: () => string }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', resolve('backend/src/main.ts')], {
    env: {
      ...process.env,
      ...product.environment,
      SWC_NODE_PROJECT: resolve('tsconfig.node.json'),
      PORT: String(port),
      KONSTRUCT_ROLES: 'api,worker',
      LOG_LEVEL: 'trace',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await eventually(() => Promise.resolve(output.includes('api ready')), 'the API to start', 30_000);
  return { process: child, output: () => output };
}

describe('secrets', () => {
  let product: RunningProduct;
  let api: Awaited<ReturnType<typeof startApi>>;

  beforeAll(async () => {
    product = await startProduct({ KONSTRUCT_ROLES: 'api' });
  }, 60_000);

  afterAll(async () => {
    api.process.kill('SIGKILL');
    await product.stop();
  });

  it('are in no log line and in no row in the clear', async () => {
    const port = await freePort();
    api = await startApi(product, port);
    const client = new PortalClient(`http://localhost:${port}`);
    const signedUp = await client.post<{ memberships: { tenant_id: string }[] }>('/api/portal/auth/sign-up', {
      email: 'ada.king@example.com',
      password: CANARY_PASSWORD,
      name: 'Canary',
      business_name: 'Mine',
      time_zone: 'UTC',
    });
    await client.post('/api/portal/auth/sign-in', {
      email: 'ada.king@example.com',
      password: `wrong-${CANARY_PASSWORD}`,
    });
    const issued = await client.post<{ access_token: string; refresh_token: string }>('/api/portal/auth/token', {
      grant_type: 'password',
      email: 'ada.king@example.com',
      password: CANARY_PASSWORD,
    });
    expect(issued.status).toBe(200);
    const workspace = await product.sandbox.addWorkspace({
      name: 'Canary',
      token_rotation: true,
      users: [{ name: 'jordan' }],
      channels: [{ name: 'support' }],
    });
    await connectSlack(product, client, signedUp.body.memberships[0]?.tenant_id ?? '', workspace.team_id);
    await hireEmployee(product);
    const written = api.output() + (await everyRow(product));
    const { SESSION_SECRET, PLATFORM_ENCRYPTION_KEY, SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, OPENAI_API_KEY } =
      product.environment;
    const secrets = [
      CANARY_PASSWORD,
      issued.body.access_token,
      issued.body.refresh_token,
      SESSION_SECRET,
      PLATFORM_ENCRYPTION_KEY,
      SLACK_CLIENT_SECRET,
      SLACK_SIGNING_SECRET,
      OPENAI_API_KEY,
    ];
    for (const secret of secrets) expect(written.includes(secret ?? 'missing')).toBe(false);
    expect(written).not.toMatch(/xox[bpe][.-]|sandbox-verification-token/);
    expect(written).toContain('request completed');
  }, 60_000);
});

/** The whole database as text. */
async function everyRow({ database }: RunningProduct): Promise<string> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  try {
    const { rows: tables } = await owner.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'graphile_worker')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await owner.query<{ text: string | null }>(
        `SELECT string_agg(row_to_json(t)::text, E'\\n') AS text FROM ${name} t`,
      );
      texts.push(rows[0]?.text ?? '');
    }
    return texts.join('\n');
  } finally {
    await owner.end();
  }
}
