import type { LocalSecrets } from './secrets.ts';

/** Variables of one process. */
export type Environment = Record<string, string | undefined>;

/** Where the parts of one run listen and what they keep. */
export interface RunLayout {
  port: number;
  sandboxPort: number;
  sandboxDataDir: string;
  portalDir: string;
}

/** What each process of the product is started with. `sandbox` is absent when nothing is left to stand in for. */
export interface ProductEnvironments {
  product: Environment;
  sandbox: Environment | undefined;
}

/** What any program needs of its machine; the sandbox gets this and not the product's own variables. */
const MACHINE_VARIABLES =
  /^(PATH|HOME|USER|LANG|LC_.*|TZ|TMPDIR|TEMP|TMP|SystemRoot|APPDATA|LOCALAPPDATA|USERPROFILE|NODE_ENV|NODE_OPTIONS|NODE_EXTRA_CA_CERTS|LOG_LEVEL)$/i;

/** Never for the product: the owner may change the schema, and what the sandbox is told is its own. */
const NOT_FOR_THE_PRODUCT = /^(DATABASE_OWNER_URL|SANDBOX_.*|npm_.*)$/;

/**
 * Fills what the user left open, and nothing else: a provider with credentials in `user` is the real one, any other is the
 * sandbox. WhatsApp has no credentials of the installation: its address says which one it is. In production nothing is stood in for or made up, secrets included: the product then says itself which variable it misses.
 */
export function productEnvironments(
  user: Environment,
  layout: RunLayout,
  secrets: LocalSecrets,
  databaseUrl: string,
): ProductEnvironments {
  const publicUrl = (user.PUBLIC_URL ?? `http://localhost:${layout.port}`).replace(/\/$/, '');
  const common: Environment = {
    ...without(user, NOT_FOR_THE_PRODUCT),
    NODE_ENV: user.NODE_ENV ?? 'development',
    DATABASE_URL: databaseUrl,
    PORT: String(layout.port),
    HOST: user.HOST ?? '127.0.0.1',
    PUBLIC_URL: publicUrl,
    PORTAL_DIR: user.PORTAL_DIR ?? layout.portalDir,
  };
  if (user.NODE_ENV === 'production') return { product: common, sandbox: undefined };
  const own: Environment = {
    SESSION_SECRET: user.SESSION_SECRET ?? secrets.sessionSecret,
    PLATFORM_ENCRYPTION_KEY: user.PLATFORM_ENCRYPTION_KEY ?? secrets.platformEncryptionKey,
  };
  const sandboxUrl = `http://localhost:${layout.sandboxPort}`;
  const slack = user.SLACK_CLIENT_ID ? {} : sandboxSlack(user, sandboxUrl, secrets);
  const model = user.OPENAI_API_KEY || user.OPENAI_BASE_URL ? {} : sandboxModel(sandboxUrl, secrets);
  const whatsapp = user.WHATSAPP_GRAPH_URL ? {} : { WHATSAPP_GRAPH_URL: `${sandboxUrl}/whatsapp` };
  const stripe = user.STRIPE_SECRET_KEY ? {} : sandboxStripe(user, sandboxUrl, secrets);
  const standIns = { ...slack, ...model, ...whatsapp, ...stripe };
  if (Object.keys(standIns).length === 0) return { product: { ...common, ...own }, sandbox: undefined };
  return {
    product: { ...common, ...own, ...standIns, SANDBOX_URL: sandboxUrl },
    sandbox: sandboxEnvironment(user, layout, secrets, publicUrl),
  };
}

function sandboxSlack(user: Environment, sandboxUrl: string, secrets: LocalSecrets): Environment {
  return {
    SLACK_CLIENT_ID: secrets.sandboxSlackClientId,
    SLACK_CLIENT_SECRET: secrets.sandboxSlackClientSecret,
    SLACK_SIGNING_SECRET: user.SLACK_SIGNING_SECRET || secrets.sandboxSlackSigningSecret,
    SLACK_API_URL: `${sandboxUrl}/slack/api/`,
    SLACK_AUTHORIZE_URL: `${sandboxUrl}/slack/oauth/v2/authorize`,
  };
}

function sandboxModel(sandboxUrl: string, secrets: LocalSecrets): Environment {
  return { OPENAI_API_KEY: secrets.sandboxModelApiKey, OPENAI_BASE_URL: `${sandboxUrl}/model/v1` };
}

function sandboxStripe(user: Environment, sandboxUrl: string, secrets: LocalSecrets): Environment {
  return {
    STRIPE_SECRET_KEY: secrets.sandboxStripeSecretKey,
    STRIPE_WEBHOOK_SECRET: user.STRIPE_WEBHOOK_SECRET || secrets.sandboxStripeWebhookSecret,
    STRIPE_API_URL: sandboxUrl,
  };
}

function sandboxEnvironment(
  user: Environment,
  layout: RunLayout,
  secrets: LocalSecrets,
  publicUrl: string,
): Environment {
  return {
    ...Object.fromEntries(Object.entries(user).filter(([name]) => MACHINE_VARIABLES.test(name))),
    SANDBOX_PORT: String(layout.sandboxPort),
    SANDBOX_DATA_DIR: layout.sandboxDataDir,
    SANDBOX_SLACK_CLIENT_ID: secrets.sandboxSlackClientId,
    SANDBOX_SLACK_CLIENT_SECRET: secrets.sandboxSlackClientSecret,
    SANDBOX_SLACK_SIGNING_SECRET: user.SLACK_SIGNING_SECRET || secrets.sandboxSlackSigningSecret,
    SANDBOX_SLACK_EVENTS_URL: `http://localhost:${layout.port}/api/webhooks/slack/events`,
    SANDBOX_SLACK_REDIRECT_URL: `${publicUrl}/api/portal/channels/slack/callback`,
    SANDBOX_MODEL_API_KEY: secrets.sandboxModelApiKey,
    SANDBOX_STRIPE_SECRET_KEY: secrets.sandboxStripeSecretKey,
    SANDBOX_STRIPE_WEBHOOK_SECRET: user.STRIPE_WEBHOOK_SECRET || secrets.sandboxStripeWebhookSecret,
    SANDBOX_STRIPE_WEBHOOK_URL: `http://localhost:${layout.port}/api/webhooks/stripe`,
  };
}

function without(variables: Environment, pattern: RegExp): Environment {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !pattern.test(name)));
}
