import { randomBytes } from 'node:crypto';
import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, systemContext } from '@konstruct/platform';
import { createTestDatabase, type TestDatabase } from '@konstruct/platform/testing';
import { startSandbox, type RunningSandbox } from '../../sandbox/index';
import { createApp } from '../src/create-app';
import { PortalClient } from './portal-client';
import { SandboxClient } from './sandbox-client';

/** The whole product on a database of its own, with the sandbox as its providers. */
export interface RunningProduct {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly database: TestDatabase;
  readonly environment: NodeJS.ProcessEnv;
  readonly providers: RunningSandbox;
  readonly sandbox: SandboxClient;
  stop(): Promise<void>;
}

/** Starts it; what `overrides` names replaces the environment that the sandbox gives, `now` the providers' clock. */
export async function startProduct(overrides: NodeJS.ProcessEnv = {}, now?: () => number): Promise<RunningProduct> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const database = await createTestDatabase();
  const providers = await startSandbox({
    slack: {
      eventsUrl: `${url}/api/webhooks/slack/events`,
      redirectUrls: [`${url}/api/portal/channels/slack/callback`],
    },
    stripe: { webhookUrl: `${url}/api/webhooks/stripe` },
    ...(now ? { now } : {}),
  });
  const environment = { ...environmentFor(url, port, database, providers), ...overrides };
  const app = await createApp(environment);
  await app.listen(port, '127.0.0.1');
  return {
    url,
    app,
    database,
    environment,
    providers,
    sandbox: new SandboxClient(providers.url),
    stop: async () => {
      await app.close();
      await providers.stop();
      await database.drop();
    },
  };
}

function environmentFor(
  url: string,
  port: number,
  database: TestDatabase,
  providers: RunningSandbox,
): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    KONSTRUCT_ROLES: 'api,worker',
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: url,
    DATABASE_URL: database.url,
    SESSION_SECRET: randomBytes(32).toString('base64url'),
    PLATFORM_ENCRYPTION_KEY: `${randomBytes(32).toString('base64url')}=`,
    SLACK_CLIENT_ID: providers.slack.clientId,
    SLACK_CLIENT_SECRET: providers.slack.clientSecret,
    SLACK_SIGNING_SECRET: providers.slack.signingSecret,
    SLACK_API_URL: providers.slackApiUrl,
    SLACK_AUTHORIZE_URL: providers.slackAuthorizeUrl,
    WHATSAPP_GRAPH_URL: providers.whatsappGraphUrl,
    OPENAI_API_KEY: providers.model.apiKey,
    OPENAI_BASE_URL: providers.modelBaseUrl,
    STRIPE_SECRET_KEY: providers.stripe.secretKey,
    STRIPE_WEBHOOK_SECRET: providers.stripe.webhookSecret,
    STRIPE_API_URL: providers.stripeApiUrl,
    SANDBOX_URL: providers.url,
    LOG_LEVEL: 'silent',
    TRUSTED_PROXIES: '1',
    // What is not about billing employs as many as it likes.
    FREE_AGENT_LIMIT: '100',
  };
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** A client that has signed up a new business. */
export async function signUp(
  product: RunningProduct,
  name = 'Acme',
  email = `${name.toLowerCase().replaceAll(/\W/g, '')}-${randomBytes(4).toString('hex')}@example.com`,
  timeZone = 'Europe/Berlin',
): Promise<{ client: PortalClient; tenantId: string; userId: string }> {
  const client = new PortalClient(product.url);
  const answer = await client.post<{ user: { id: string }; memberships: { tenant_id: string }[] }>(
    '/api/portal/auth/sign-up',
    {
      email,
      password: 'correct horse battery staple',
      name: 'Ada Lovelace',
      business_name: name,
      time_zone: timeZone,
    },
    { 'x-forwarded-for': `198.51.${randomBytes(1)[0] ?? 0}.${randomBytes(1)[0] ?? 0}` },
  );
  if (answer.status !== 201) throw new Error(`sign-up failed: ${JSON.stringify(answer.body)}`);
  return { client, tenantId: answer.body.memberships[0]?.tenant_id ?? '', userId: answer.body.user.id };
}

/** As if every limit that a provider set this business were over. */
export function liftLimits(product: RunningProduct, tenantId: string): Promise<void> {
  return product.app.get(Database).inTenant(systemContext(tenantId, 'test'), async (transaction) => {
    await transaction.manager.query('DELETE FROM channel_limits WHERE tenant_id = $1', [tenantId]);
  });
}

/** Waits until a question has an answer; the last resort for what happens in another process. */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined | false>,
  what: string,
  timeoutMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (Date.now() > deadline) throw new Error(`did not happen within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}
