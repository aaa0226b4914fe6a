import { McpProvider } from './mcp/mcp.provider';
import { ModelProvider, type ModelOptions } from './model/model.provider';
import { listen } from './server';
import { DEFAULT_SLACK_APP, type SlackApp } from './slack/slack-app';
import { SlackProvider } from './slack/slack.provider';
import { DEFAULT_WHATSAPP_SETTINGS, type WhatsAppSettings } from './whatsapp/whatsapp-settings';
import { WhatsAppProvider } from './whatsapp/whatsapp.provider';
import { DEFAULT_STRIPE_ACCOUNT, type StripeAccount } from './stripe/stripe-account';
import { StripeProvider } from './stripe/stripe.provider';

export interface SandboxOptions {
  /** 127.0.0.1 when left out. */
  host?: string;
  /** 0 (the default) takes any free port. */
  port?: number;
  /** Where state outlives the process; null (the default) keeps it in memory only. */
  dataDir?: string | null;
  /** Settings of the Slack app; what is left out has a default that suits tests. */
  slack?: Partial<SlackApp>;
  model?: Partial<ModelOptions>;
  whatsapp?: Partial<WhatsAppSettings>;
  stripe?: Partial<StripeAccount>;
  /** The clock, for tests of expiry. */
  now?: () => number;
}

/** A sandbox that listens. `slack`, `model`, `whatsapp` and `stripe` are its live settings: a change takes effect at once. */
export interface RunningSandbox {
  url: string;
  port: number;
  slackApiUrl: string;
  slackAuthorizeUrl: string;
  modelBaseUrl: string;
  /** As https://graph.facebook.com: the version comes after it. */
  whatsappGraphUrl: string;
  whatsapp: WhatsAppSettings;
  /** Without a path: Stripe's client library adds `/v1` itself. */
  stripeApiUrl: string;
  slack: SlackApp;
  model: ModelOptions;
  stripe: StripeAccount;
  /** Moves Stripe's clock on by this many seconds; what falls due on the way happens. */
  moveStripeClock(seconds: number): void;
  stop(): Promise<void>;
}

const TEST_SLACK_APP: SlackApp = {
  ...DEFAULT_SLACK_APP,
  clientId: '100000000001.200000000002',
  clientSecret: 'sandbox-client-secret',
  signingSecret: 'sandbox-signing-secret',
};

const TEST_MODEL: ModelOptions = { apiKey: 'sandbox-model-key', latencyMs: 0 };

const TEST_WHATSAPP: WhatsAppSettings = { ...DEFAULT_WHATSAPP_SETTINGS, sentAfterMs: 0, deliveredAfterMs: 0 };
const TEST_STRIPE: StripeAccount = {
  ...DEFAULT_STRIPE_ACCOUNT,
  secretKey: 'sk_test_sandbox',
  webhookSecret: 'whsec_sandbox',
};

/** Starts all providers' sandboxes in this process on one port. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  let url = '';
  const slack: SlackApp = { ...TEST_SLACK_APP, ...options.slack };
  const model: ModelOptions = { ...TEST_MODEL, ...options.model };
  const whatsapp: WhatsAppSettings = { ...TEST_WHATSAPP, ...options.whatsapp };
  const account: StripeAccount = { ...TEST_STRIPE, ...options.stripe };
  const dataDir = options.dataDir ?? null;
  const stripe = new StripeProvider({ account, dataDir, publicUrl: () => url, now: options.now });
  const providers = [
    new SlackProvider({ app: slack, dataDir, publicUrl: () => url, now: options.now }),
    new WhatsAppProvider({ settings: whatsapp, dataDir, publicUrl: () => url, now: options.now }),
    new ModelProvider(model),
    new McpProvider(),
    stripe,
  ];
  const server = await listen(providers, { host: options.host ?? '127.0.0.1', port: options.port ?? 0 });
  url = `http://localhost:${server.port}`;
  return {
    url,
    port: server.port,
    slackApiUrl: `${url}/slack/api/`,
    slackAuthorizeUrl: `${url}/slack/oauth/v2/authorize`,
    modelBaseUrl: `${url}/model/v1`,
    whatsappGraphUrl: `${url}/whatsapp`,
    whatsapp,
    stripeApiUrl: url,
    slack,
    model,
    stripe: account,
    moveStripeClock: (seconds) => stripe.services.lifecycle.advanceTo(stripe.services.world.now() + seconds),
    stop: server.stop,
  };
}
