import { DEFAULT_SLACK_APP } from './slack/slack-app';
import type { SandboxOptions } from './index';
import { DEFAULT_WHATSAPP_SETTINGS } from './whatsapp/whatsapp-settings';

/** A configuration that the sandbox cannot start with; each line names a variable and what it should be. */
export class SandboxConfigError extends Error {}

type Environment = Record<string, string | undefined>;

const REQUIRED: Record<string, string> = {
  SANDBOX_SLACK_CLIENT_ID: "the Slack app's client id, the same as the product's SLACK_CLIENT_ID",
  SANDBOX_SLACK_CLIENT_SECRET: "the Slack app's client secret, the same as the product's SLACK_CLIENT_SECRET",
  SANDBOX_SLACK_SIGNING_SECRET:
    'the secret that events are signed with, the same as the product’s SLACK_SIGNING_SECRET',
  SANDBOX_MODEL_API_KEY: 'the key that the model asks for, the same as the product’s OPENAI_API_KEY',
  SANDBOX_STRIPE_SECRET_KEY: 'the key that the API asks for, the same as the product’s STRIPE_SECRET_KEY',
  SANDBOX_STRIPE_WEBHOOK_SECRET:
    'the secret that webhooks are signed with, the same as the product’s STRIPE_WEBHOOK_SECRET',
};

const DEFAULT_EVENTS_URL = 'http://localhost:3000/api/webhooks/slack/events';
const DEFAULT_WEBHOOK_URL = 'http://localhost:3000/api/webhooks/stripe';
const DEFAULT_REDIRECT_URL = 'http://localhost:3000/api/portal/channels/slack/callback';

/** Says in one line why the sandbox may not run here; null when it may. */
export function refusal(environment: Environment): string | null {
  if (environment.NODE_ENV !== 'production') return null;
  return 'the sandbox refuses to start with NODE_ENV=production: it stands in for real providers and is for development only';
}

function wholeNumber(environment: Environment, name: string, fallback: number, problems: string[]): number {
  const raw = environment[name];
  if (raw === undefined || raw === '') return fallback;
  const value = Number(raw);
  if (Number.isInteger(value) && value >= 0) return value;
  problems.push(`${name} is "${raw}" and should be a whole number`);
  return fallback;
}

function address(environment: Environment, name: string, fallback: string, problems: string[]): string {
  const raw = environment[name] || fallback;
  if (!URL.canParse(raw)) problems.push(`${name} is "${raw}" and should be an http address`);
  return raw;
}

/** Reads and checks the environment once; collects everything that is wrong before it complains. */
export function readConfig(environment: Environment): SandboxOptions {
  const problems = Object.entries(REQUIRED)
    .filter(([name]) => !environment[name])
    .map(([name, meaning]) => `${name} is not set: ${meaning}`);
  const text = (name: string) => environment[name] ?? '';
  const options: SandboxOptions = {
    host: environment.SANDBOX_HOST || '127.0.0.1',
    port: wholeNumber(environment, 'SANDBOX_PORT', 3001, problems),
    dataDir: environment.SANDBOX_DATA_DIR || null,
    slack: {
      clientId: text('SANDBOX_SLACK_CLIENT_ID'),
      clientSecret: text('SANDBOX_SLACK_CLIENT_SECRET'),
      signingSecret: text('SANDBOX_SLACK_SIGNING_SECRET'),
      name: environment.SANDBOX_SLACK_APP_NAME || DEFAULT_SLACK_APP.name,
      hasTokenRotation: environment.SANDBOX_SLACK_TOKEN_ROTATION === 'true',
      eventsUrl: address(environment, 'SANDBOX_SLACK_EVENTS_URL', DEFAULT_EVENTS_URL, problems),
      redirectUrls: [address(environment, 'SANDBOX_SLACK_REDIRECT_URL', DEFAULT_REDIRECT_URL, problems)],
    },
    model: {
      apiKey: text('SANDBOX_MODEL_API_KEY'),
      latencyMs: wholeNumber(environment, 'SANDBOX_MODEL_LATENCY_MS', 600, problems),
    },
    // As at Meta, where an app has to ask for proofs; tests do.
    whatsapp: { ...DEFAULT_WHATSAPP_SETTINGS, requiresProof: false },
    stripe: {
      secretKey: text('SANDBOX_STRIPE_SECRET_KEY'),
      webhookSecret: text('SANDBOX_STRIPE_WEBHOOK_SECRET'),
      webhookUrl: address(environment, 'SANDBOX_STRIPE_WEBHOOK_URL', DEFAULT_WEBHOOK_URL, problems),
    },
  };
  if (problems.length > 0) throw new SandboxConfigError(problems.join('\n'));
  return options;
}
