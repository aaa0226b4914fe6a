import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Client } from 'pg';
import { McpTestServer } from '@konstruct/toolbox/testing';
import { codeOf } from './authenticator';
import { connectSlack, MIA } from './hired-employee';
import { PortalClient, type Answer } from './portal-client';
import { eventually, freePort, startProduct, type RunningProduct } from './product';
import { connectRequest, WhatsappPhone } from './whatsapp-number';

const CANARY_PASSWORD = 'canary-password-7f3a';
const CANARY_KEY = 'sk-demo-canary-key-0123456789';
const CANARY_REPLACEMENT = 'sk-demo-canary-replacement-0123456789';
const CANARY_REFUSED = 'sk-canary-refused-0123456789';
const CANARY_BEARER = 'canary-bearer-of-a-tool-server';
/** Configured and not there, so that what is said of them can be read. */
const KEY_SERVICES = {
  ...{ VAULT_ADDR: 'http://127.0.0.1:9', VAULT_TRANSIT_KEY: 'konstruct', VAULT_TOKEN: 'canary-vault-token-01' },
  ...{ AWS_ACCESS_KEY_ID: 'CANARYACCESSKEYID', AWS_SECRET_ACCESS_KEY: 'canary-aws-secret-access-key' },
};

/** What answers with a secret because it is there to hand it out, this once. */
const HANDED_OUT = /\/auth\/(token|second-factor\/(set-up|confirmation|recovery-codes))$/;

/** Keeps every answer of the API, but for those that are there to hand out a secret. */
class RecordingClient extends PortalClient {
  readonly answers: string[] = [];

  override async send<T>(...request: Parameters<PortalClient['send']>): Promise<Answer<T>> {
    const answer = await super.send<T>(...request);
    if (!HANDED_OUT.test(request[1]) || answer.status !== 200) this.answers.push(JSON.stringify(answer.body));
    this.answers.push([...answer.headers].filter(([name]) => name !== 'set-cookie').join('\n'));
    return answer;
  }
}

/** The API in a process of its own, so that everything it writes can be read. */
async function startApi(
  product: RunningProduct,
  port: number,
  sandboxUrl: string,
): Promise<{ process: ChildProcess; output: () => string }> {
  const child = spawn(process.execPath, ['-r', '@swc-node/register', resolve('backend/src/main.ts')], {
    env: {
      ...process.env,
      ...product.environment,
      SWC_NODE_PROJECT: resolve('tsconfig.node.json'),
      PORT: String(port),
      ...KEY_SERVICES,
      SANDBOX_URL: sandboxUrl,
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

/** What `npm run keys:rotate` and `keys:status` write, also when they fail. */
function runRotation(
  product: RunningProduct,
  environment: Record<string, string>,
  ...options: string[]
): Promise<string> {
  const script = ['-r', '@swc-node/register', resolve('backend/src/rotate-keys.ts'), ...options];
  const env = { ...process.env, ...product.environment, ...KEY_SERVICES, ...environment };
  return new Promise((settle) => {
    execFile(
      process.execPath,
      script,
      { env: { ...env, SWC_NODE_PROJECT: resolve('tsconfig.node.json') } },
      (_, output, errors) => settle(output + errors),
    );
  });
}

describe('secrets', () => {
  let product: RunningProduct;
  let tools: McpTestServer;
  let api: Awaited<ReturnType<typeof startApi>>;
  let client: RecordingClient;

  beforeAll(async () => {
    product = await startProduct({ KONSTRUCT_ROLES: 'api' });
    await keepJobs(product);
    tools = await McpTestServer.start();
    tools.token = CANARY_BEARER;
    const port = await freePort();
    // Tools are called through the guard, which lets the sandbox pass: here that is the server of tools.
    api = await startApi(product, port, tools.origin);
    client = new RecordingClient(`http://localhost:${port}`);
  }, 60_000);

  afterAll(async () => {
    api.process.kill('SIGKILL');
    await tools.stop();
    await product.stop();
  });

  it('are in no log line, row, job, answer or document in the clear, after the whole journey', async () => {
    const { tenantId, tokens } = await signUp();
    const slack = await useSlack(tenantId);
    await useModelKeys(tenantId);
    const number = await useWhatsapp(tenantId);
    await useTools(tenantId);
    await talk(tenantId, slack);
    const seconds = await useTwoSteps();
    const checkout = await client.post('/api/portal/billing/checkout', { tenant_id: tenantId, agent_count: 1 });
    expect([checkout.status, checkout.body]).toEqual([200, expect.anything()]);
    const document = await client.get('/docs/openapi.json');
    expect(document.status).toBe(200);
    for (const list of ['llm-keys', 'channels', 'tool-servers', 'audit-events', 'notices', 'model-providers', 'agents'])
      expect((await client.get(`/api/portal/tenants/${tenantId}/${list}`)).status).toBe(200);
    await client.get('/health/detailed');
    const newKey = `${randomBytes(32).toString('base64url')}=`;
    const rotation = [
      await runRotation(product, { KEY_PROVIDER: 'vault' }, '--status'),
      await runRotation(product, { PLATFORM_ENCRYPTION_KEY: newKey }),
    ];
    expect(rotation).toEqual([
      expect.stringContaining('Vault cannot be reached'),
      expect.stringContaining('Nothing was changed'),
    ]);
    const written = [api.output(), await everyRow(product), ...rotation, ...client.answers].join('\n');
    const { environment } = product;
    const secrets = [
      CANARY_PASSWORD,
      CANARY_KEY,
      CANARY_REPLACEMENT,
      CANARY_REFUSED,
      CANARY_BEARER,
      KEY_SERVICES.VAULT_TOKEN,
      KEY_SERVICES.AWS_SECRET_ACCESS_KEY,
      newKey,
      number.access_token,
      number.app_secret,
      ...tokens,
      ...seconds.secrets,
      ...client.cookieHeader().match(/(?<=session=)[^;]+/g)!,
      ...[
        'SESSION_SECRET',
        'PLATFORM_ENCRYPTION_KEY',
        'SLACK_CLIENT_SECRET',
        'SLACK_SIGNING_SECRET',
        'OPENAI_API_KEY',
        'STRIPE_SECRET_KEY',
        'STRIPE_WEBHOOK_SECRET',
      ].map((name) => environment[name] ?? ''),
    ];
    expect(seconds.challenges.filter((challenge) => api.output().includes(challenge))).toEqual([]);
    expect(secrets.filter((secret) => secret.length < 8)).toEqual([]);
    expect(secrets.filter((secret) => written.includes(secret))).toEqual([]);
    expect(seconds.codes.filter((code) => new RegExp(`(?<![.\\w])${code}(?!\\w)`).test(written))).toEqual([]);
    expect(written).not.toMatch(/xox[bpe][.-]\w{4}|sandbox-verification-token/);
    for (const proof of [
      'request completed',
      '"key_hint":"6789"',
      'model_key.replaced',
      'tool_server.added',
      'user.second_factor_refused',
      'gAAAA',
    ])
      expect(written).toContain(proof);
  }, 120_000);

  async function signUp(): Promise<{ tenantId: string; tokens: string[] }> {
    const email = 'ada.king@example.com';
    const signedUp = await client.post<{ memberships: { tenant_id: string }[] }>('/api/portal/auth/sign-up', {
      email,
      password: CANARY_PASSWORD,
      name: 'Canary',
      business_name: 'Mine',
      time_zone: 'UTC',
    });
    await client.post('/api/portal/auth/sign-in', { email, password: `wrong-${CANARY_PASSWORD}` });
    const issued = await client.post<{ access_token: string; refresh_token: string }>('/api/portal/auth/token', {
      grant_type: 'password',
      email,
      password: CANARY_PASSWORD,
    });
    expect(issued.status).toBe(200);
    const { access_token: access, refresh_token: refresh } = issued.body;
    return { tenantId: signedUp.body.memberships[0]?.tenant_id ?? '', tokens: [access, refresh] };
  }

  async function useSlack(tenantId: string): Promise<{ connectionId: string; teamId: string; channel: string }> {
    const workspace = await product.sandbox.addWorkspace({
      name: 'Canary',
      token_rotation: true,
      users: [{ name: 'jordan' }],
      channels: [{ name: 'support' }],
    });
    // Slack sends the browser back to the public address; the process that writes everything down answers in its place.
    const connectionId = await connectSlack(product, client, tenantId, workspace.team_id);
    return { connectionId, teamId: workspace.team_id, channel: workspace.channels[0]?.id ?? '' };
  }

  async function useModelKeys(tenantId: string): Promise<void> {
    const keys = `/api/portal/tenants/${tenantId}/llm-keys`;
    const draft = { provider: 'openai', label: 'Canary' };
    expect((await client.post(keys, { ...draft, api_key: CANARY_REFUSED })).status).toBe(422);
    expect((await client.post(keys, { ...draft, api_key: `"${CANARY_KEY}"` })).status).toBe(422);
    const added = await client.post<{ id: string }>(
      keys,
      { ...draft, api_key: CANARY_KEY },
      { 'idempotency-key': 'canary-request' },
    );
    expect(added.status).toBe(201);
    const replaced = await client.send('PUT', `${keys}/${added.body.id}`, { api_key: CANARY_REPLACEMENT });
    expect(replaced.status).toBe(200);
    expect((await client.post(`${keys}/${added.body.id}/check`)).status).toBe(200);
  }

  async function useWhatsapp(tenantId: string): Promise<{ access_token: string; app_secret: string }> {
    const number = await new WhatsappPhone(product).addNumber();
    const connected = await client.post('/api/portal/channels/whatsapp/connect', connectRequest(tenantId, number));
    expect([connected.status, connected.body]).toEqual([200, expect.anything()]);
    return number;
  }

  async function useTools(tenantId: string): Promise<void> {
    const servers = `/api/portal/tenants/${tenantId}/tool-servers`;
    const added = await client.post(servers, { name: 'Shop', url: tools.url, bearer_token: CANARY_BEARER });
    expect([added.status, added.body]).toEqual([201, expect.anything()]);
    await client.post(servers, { name: 'Gone', url: `${tools.origin}/nowhere`, bearer_token: `${CANARY_BEARER}-2` });
  }

  /** Turns two-step sign-in on, signs in by both kinds of code, and makes and uses codes that are wrong or used. */
  async function useTwoSteps(): Promise<{ secrets: string[]; codes: string[]; challenges: string[] }> {
    const path = '/api/portal/auth/second-factor';
    const setUp = await client.post<{ secret: string }>(`${path}/set-up`, { password: CANARY_PASSWORD });
    const { secret } = setUp.body;
    const codes = ([-1, 0, 1] as const).map((drift) => codeOf(secret, drift));
    const [first = '', second = '', third = ''] = codes;
    const confirmed = await client.post<{ recovery_codes: string[] }>(`${path}/confirmation`, { code: first });
    expect(confirmed.status).toBe(200);
    const earlier = confirmed.body.recovery_codes;
    const challenges: string[] = [];
    const step = async (code: string): Promise<number> => {
      const credentials = { email: 'ada.king@example.com', password: CANARY_PASSWORD };
      const { body } = await client.post<{ challenge: string }>('/api/portal/auth/sign-in', credentials);
      challenges.push(body.challenge);
      return (await client.post('/api/portal/auth/sign-in/second-step', { challenge: body.challenge, code })).status;
    };
    expect([await step(second), await step(second), await step(earlier[0] ?? '')]).toEqual([200, 401, 200]);
    const proof = { password: CANARY_PASSWORD, code: third };
    const renewed = await client.post<{ recovery_codes: string[] }>(`${path}/recovery-codes`, proof, {
      'idempotency-key': 'canary-codes',
    });
    expect(renewed.status).toBe(200);
    const recovery = [...earlier, ...renewed.body.recovery_codes];
    expect(await step(earlier[1] ?? '')).toBe(401);
    return { secrets: [secret, ...recovery, ...recovery.map((code) => code.replaceAll('-', ''))], codes, challenges };
  }

  /** An employee answers with the own key, and the key fails once. */
  async function talk(
    tenantId: string,
    { connectionId, teamId, channel }: { connectionId: string; teamId: string; channel: string },
  ): Promise<void> {
    const agents = `/api/portal/tenants/${tenantId}/agents`;
    const agent = await client.post<{ id: string }>(agents, MIA);
    await client.post(`${agents}/try`, { draft: MIA, messages: [{ role: 'user', content: 'When do you open?' }] });
    await client.post(`/api/portal/tenants/${tenantId}/onboarding/test-messages`, {
      agent_id: agent.body.id,
      connection_id: connectionId,
      destination_id: channel,
    });
    await product.sandbox.modelFault({ kind: 'invalid_key' });
    const { bot_user_id: bot, users } = await product.sandbox.workspace(teamId);
    await product.sandbox.say(teamId, { channel, user: users[0]?.id ?? '', text: `<@${bot}> When do you open?` });
    const keys = `/api/portal/tenants/${tenantId}/llm-keys`;
    await eventually(
      async () => {
        const { body } = await client.get<{ items: { failing_since: string | null }[] }>(keys);
        return body.items[0]?.failing_since;
      },
      'the key to fail',
      30_000,
    );
  }
});

/** Jobs that are done are deleted; here each is kept for the search. */
async function keepJobs({ database }: RunningProduct): Promise<void> {
  const owner = new Client({ connectionString: database.ownerUrl });
  await owner.connect();
  await owner.query(`CREATE TABLE every_job (job text)`);
  await owner.query(`CREATE FUNCTION keep_job() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO public.every_job VALUES (row_to_json(NEW)::text); RETURN NEW; END $$`);
  await owner.query(`CREATE TRIGGER keep_job BEFORE INSERT OR UPDATE ON graphile_worker._private_jobs
    FOR EACH ROW EXECUTE FUNCTION keep_job()`);
  await owner.end();
}

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
