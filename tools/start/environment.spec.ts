import { type Environment, productEnvironments } from './environment.ts';
import type { LocalSecrets } from './secrets.ts';

const SECRETS: LocalSecrets = {
  postgresSuperuserPassword: 'superuser',
  postgresOwnerPassword: 'owner',
  postgresApplicationPassword: 'application',
  sessionSecret: 'session',
  platformEncryptionKey: 'encryption',
  sandboxSlackClientId: 'sandbox-id',
  sandboxSlackClientSecret: 'sandbox-secret',
  sandboxSlackSigningSecret: 'sandbox-signing',
  sandboxModelApiKey: 'sandbox-key',
  sandboxStripeSecretKey: 'sk_test_sandbox',
  sandboxStripeWebhookSecret: 'whsec_sandbox',
};

const LAYOUT = { port: 4000, sandboxPort: 4001, sandboxDataDir: '/data/sandbox', portalDir: '/dist/portal' };

function environments(user: Environment): ReturnType<typeof productEnvironments> {
  return productEnvironments(user, LAYOUT, SECRETS, 'postgresql://konstruct_app@localhost/konstruct');
}

describe('what the processes of the product are started with', () => {
  it('stands in for every provider when nothing is set', () => {
    const { product, sandbox } = environments({});
    expect(product).toMatchObject({
      SLACK_CLIENT_ID: 'sandbox-id',
      SLACK_SIGNING_SECRET: 'sandbox-signing',
      SLACK_API_URL: 'http://localhost:4001/slack/api/',
      OPENAI_BASE_URL: 'http://localhost:4001/model/v1',
      WHATSAPP_GRAPH_URL: 'http://localhost:4001/whatsapp',
      STRIPE_SECRET_KEY: 'sk_test_sandbox',
      STRIPE_WEBHOOK_SECRET: 'whsec_sandbox',
      STRIPE_API_URL: 'http://localhost:4001',
      SANDBOX_URL: 'http://localhost:4001',
      PUBLIC_URL: 'http://localhost:4000',
    });
    expect(sandbox).toMatchObject({
      SANDBOX_SLACK_EVENTS_URL: 'http://localhost:4000/api/webhooks/slack/events',
      SANDBOX_SLACK_REDIRECT_URL: 'http://localhost:4000/api/portal/channels/slack/callback',
      SANDBOX_SLACK_SIGNING_SECRET: 'sandbox-signing',
      SANDBOX_STRIPE_SECRET_KEY: 'sk_test_sandbox',
      SANDBOX_STRIPE_WEBHOOK_URL: 'http://localhost:4000/api/webhooks/stripe',
    });
  });

  it('signs as the sandbox with a signing secret that the user did set', () => {
    const { product, sandbox } = environments({ SLACK_SIGNING_SECRET: 'mine' });
    expect(product.SLACK_SIGNING_SECRET).toBe('mine');
    expect(sandbox?.SANDBOX_SLACK_SIGNING_SECRET).toBe('mine');
  });

  it('leaves Slack real and the model sandboxed when only Slack has credentials', () => {
    const { product } = environments({ SLACK_CLIENT_ID: 'real', SLACK_CLIENT_SECRET: 's', SLACK_SIGNING_SECRET: 'x' });
    expect(product.SLACK_CLIENT_ID).toBe('real');
    expect(product.SLACK_API_URL).toBeUndefined();
    expect(product.OPENAI_API_KEY).toBe('sandbox-key');
    expect(product.SANDBOX_URL).toBe('http://localhost:4001');
  });

  it('starts no sandbox when every provider is a real one', () => {
    const WHATSAPP_GRAPH_URL = 'https://graph.facebook.com';
    const { product, sandbox } = environments({
      SLACK_CLIENT_ID: 'real',
      OPENAI_API_KEY: 'real',
      STRIPE_SECRET_KEY: 'real',
      WHATSAPP_GRAPH_URL,
    });
    expect(product.WHATSAPP_GRAPH_URL).toBe(WHATSAPP_GRAPH_URL);
    expect(sandbox).toBeUndefined();
    expect(product.SANDBOX_URL).toBeUndefined();
  });

  it('stands in for nothing in production, and makes no secret up', () => {
    const { product, sandbox } = environments({ NODE_ENV: 'production' });
    expect(sandbox).toBeUndefined();
    expect(product.SLACK_CLIENT_ID).toBeUndefined();
    expect(product.PLATFORM_ENCRYPTION_KEY).toBeUndefined();
    expect(product.SESSION_SECRET).toBeUndefined();
    const given = { NODE_ENV: 'production', PLATFORM_ENCRYPTION_KEY: 'mine', SESSION_SECRET: 'mine too' };
    expect(environments(given).product).toMatchObject(given);
  });

  it('keeps the owner of the schema from the product, and the secrets of the product from the sandbox', () => {
    const { product, sandbox } = environments({
      DATABASE_OWNER_URL: 'owner',
      PATH: '/bin',
      ANTHROPIC_API_KEY: 'secret',
    });
    expect(product).not.toHaveProperty('DATABASE_OWNER_URL');
    expect(product.ANTHROPIC_API_KEY).toBe('secret');
    expect(sandbox).toHaveProperty('PATH', '/bin');
    expect(sandbox).not.toHaveProperty('ANTHROPIC_API_KEY');
    expect(Object.values(sandbox ?? {})).not.toContain('session');
  });

  it('builds redirects from the address that people use', () => {
    const { product, sandbox } = environments({ PUBLIC_URL: 'https://tunnel.example.com/' });
    expect(product.PUBLIC_URL).toBe('https://tunnel.example.com');
    expect(sandbox?.SANDBOX_SLACK_REDIRECT_URL).toBe('https://tunnel.example.com/api/portal/channels/slack/callback');
  });
});
