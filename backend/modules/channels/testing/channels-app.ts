import fastifyCookie from '@fastify/cookie';
import { APP_GUARD } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Client } from 'pg';
import { AuditModule, auditEntities } from '@konstruct/audit';
import { CryptoModule } from '@konstruct/crypto';
import { NoticesModule, noticesEntities } from '@konstruct/notices';
import { Clock, Database, PlatformModule, newId, type TenantContext } from '@konstruct/platform';
import { createTestDatabase } from '@konstruct/platform/testing';
import { TenantsModule, tenantsEntities } from '@konstruct/tenants';
import { ChannelsModule, channelsEntities } from '../index';
import { HeaderSignIn } from './header-sign-in';
import { MovingClock } from './moving-clock';
import { SlackSandbox } from './slack-sandbox';

const PUBLIC_URL = 'http://localhost:3000';

/** A person of a business of their own. */
export interface Operator {
  readonly tenantId: string;
  readonly userId: string;
  readonly context: TenantContext;
}

/** What came back from a request. */
export interface Answer {
  readonly status: number;
  /** Empty when the answer is no JSON. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly location: string | undefined;
}

/** Channels alone, on a database of their own, with the sandbox as Slack. */
export class ChannelsApp {
  private constructor(
    readonly app: NestFastifyApplication,
    readonly clock: MovingClock,
    readonly slack: SlackSandbox,
    private readonly owner: Client,
    private readonly dropDatabase: () => Promise<void>,
  ) {}

  static async start(environment: NodeJS.ProcessEnv = {}): Promise<ChannelsApp> {
    const database = await createTestDatabase();
    const clock = new MovingClock();
    const slack = await SlackSandbox.start(`${PUBLIC_URL}/api/portal/channels/slack/callback`, () =>
      clock.now().getTime(),
    );
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const app = await createApp({ ...environmentOf(database.url, slack), ...environment }, clock);
    return new ChannelsApp(app, clock, slack, owner, () => database.drop());
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.slack.stop();
    await this.owner.end();
    await this.dropDatabase();
  }

  get database(): Database {
    return this.app.get(Database);
  }

  /** A browser of its own, with or without somebody signed in. */
  browser(operator: Operator | null = null): TestBrowser {
    return new TestBrowser(this.app, operator);
  }

  async operator(role = 'owner'): Promise<Operator> {
    const [tenantId, userId] = [newId(), newId()];
    await this.asOwner('INSERT INTO tenants (id, name, slug, time_zone, created_at) VALUES ($1, $2, $2, $3, now())', [
      tenantId,
      tenantId,
      'Europe/Berlin',
    ]);
    await this.asOwner('INSERT INTO users (id, email, name, created_at) VALUES ($1, $2, $3, now())', [
      userId,
      `${userId}@example.com`,
      'Grace Hopper',
    ]);
    await this.asOwner('INSERT INTO memberships (tenant_id, user_id, role, joined_at) VALUES ($1, $2, $3, now())', [
      tenantId,
      userId,
      role,
    ]);
    const actor = { kind: 'user', id: userId, name: 'Grace Hopper' } as const;
    return { tenantId, userId, context: { tenantId, role: 'owner', requestId: 'test', actor } };
  }

  /** Connects a workspace as a person would; answers the connection's id. */
  async connect(operator: Operator, teamId: string): Promise<string> {
    const browser = this.browser(operator);
    const { body } = await browser.get(`/api/portal/channels/slack/install?tenant_id=${operator.tenantId}`);
    const back = await this.slack.consent(body['url'] as string, teamId);
    const answer = await browser.get(back.pathname + back.search, 'application/json');
    if (answer.status !== 200) throw new Error(`not connected: ${JSON.stringify(answer.body)}`);
    return answer.body['connection_id'] as string;
  }

  /** Hires somebody past the agents module, which this program does without; answers the id. */
  async hire(tenantId: string, name = 'Mia'): Promise<string> {
    const id = newId();
    await this.asOwner(
      `INSERT INTO agents (tenant_id, id, name, role_title, avatar_color, avatar_emoji, persona, instructions, greeting, language, provider, model,
         temperature, max_reply_tokens, at_limit, out_of_office_text, handover_contact, status, created_at, updated_at)
       VALUES ($1, $2, $3, 'Support', '#000000', '🎧', '', '', '', 'en', 'openai', 'gpt', 0.3, 400, 'alert_only', '', '', 'draft', now(), now())`,
      [tenantId, id, name],
    );
    return id;
  }

  /** As if the workspace had been connected by a version that asked for less. */
  async forgetScope(connectionId: string, scope: string): Promise<void> {
    await this.asOwner('UPDATE channel_connections SET scopes = array_remove(scopes, $2) WHERE id = $1', [
      connectionId,
      scope,
    ]);
  }

  /** As if every limit of the provider were over. */
  async forgetLimits(): Promise<void> {
    await this.asOwner('DELETE FROM channel_limits');
  }

  /** Runs SQL past row-level security. */
  async asOwner<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.owner.query(sql, values)).rows as Row[];
  }

  async auditTypes(tenantId: string): Promise<string[]> {
    const rows = await this.asOwner<{ event_type: string }>(
      'SELECT event_type FROM audit_events WHERE tenant_id = $1 ORDER BY id',
      [tenantId],
    );
    return rows.map((row) => row.event_type);
  }
}

/** Keeps cookies and sends them back, as browsers do. */
export class TestBrowser {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    private readonly operator: Operator | null,
  ) {}

  get(url: string, accept = 'text/html'): Promise<Answer> {
    return this.send('GET', url, undefined, accept);
  }

  async send(
    method: 'GET' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    accept = 'application/json',
  ): Promise<Answer> {
    const signIn = this.operator
      ? { 'x-test-user': this.operator.userId, 'x-test-tenant': this.operator.tenantId }
      : {};
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await this.app.inject({ method, url, payload, headers: { accept, cookie, ...signIn } });
    for (const set of response.cookies) this.cookies.set(set.name, set.value);
    const isJson = response.headers['content-type']?.toString().includes('json') ?? false;
    return {
      status: response.statusCode,
      body: isJson ? response.json<Record<string, unknown>>() : {},
      location: response.headers.location,
    };
  }
}

function environmentOf(databaseUrl: string, slack: SlackSandbox): NodeJS.ProcessEnv {
  const { clientId, clientSecret, signingSecret } = slack.running.slack;
  return {
    NODE_ENV: 'test',
    KONSTRUCT_ROLES: 'api',
    LOG_LEVEL: 'silent',
    PUBLIC_URL,
    DATABASE_URL: databaseUrl,
    PLATFORM_ENCRYPTION_KEY: `${Buffer.alloc(32, 7).toString('base64url')}=`,
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.running.slackApiUrl,
    SLACK_AUTHORIZE_URL: slack.running.slackAuthorizeUrl,
  };
}

async function createApp(environment: NodeJS.ProcessEnv, clock: Clock): Promise<NestFastifyApplication> {
  const entities = [...auditEntities, ...noticesEntities, ...tenantsEntities, ...channelsEntities];
  const module = await Test.createTestingModule({
    imports: [
      PlatformModule.forRoot(environment, entities),
      CryptoModule,
      AuditModule,
      NoticesModule,
      TenantsModule,
      ChannelsModule,
    ],
    providers: [{ provide: APP_GUARD, useClass: HeaderSignIn }],
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
