import { readConfig, refusal } from './config';

const COMPLETE = {
  SANDBOX_SLACK_CLIENT_ID: '1.2',
  SANDBOX_SLACK_CLIENT_SECRET: 'secret',
  SANDBOX_SLACK_SIGNING_SECRET: 'signing',
  SANDBOX_MODEL_API_KEY: 'key',
  SANDBOX_STRIPE_SECRET_KEY: 'sk_test_1',
  SANDBOX_STRIPE_WEBHOOK_SECRET: 'whsec_1',
};

describe('configuration', () => {
  it('refuses production in one line', () => {
    expect(refusal({ NODE_ENV: 'production' })).toMatch(
      /^the sandbox refuses to start with NODE_ENV=production[^\n]*$/,
    );
    expect(refusal({ NODE_ENV: 'development' })).toBeNull();
  });

  it('has defaults for all but the secrets', () => {
    expect(readConfig(COMPLETE)).toMatchObject({
      host: '127.0.0.1',
      port: 3001,
      dataDir: null,
      slack: {
        eventsUrl: 'http://localhost:3000/api/webhooks/slack/events',
        redirectUrls: ['http://localhost:3000/api/portal/channels/slack/callback'],
        hasTokenRotation: false,
      },
      model: { latencyMs: 600 },
      stripe: { webhookUrl: 'http://localhost:3000/api/webhooks/stripe' },
    });
  });

  it('names everything that is missing or wrong', () => {
    const wrong = { SANDBOX_PORT: 'three', SANDBOX_SLACK_EVENTS_URL: 'nowhere', SANDBOX_SLACK_CLIENT_ID: '1.2' };
    expect(() => readConfig(wrong)).toThrow(
      /SANDBOX_SLACK_CLIENT_SECRET is not set[\s\S]*SANDBOX_MODEL_API_KEY[\s\S]*SANDBOX_PORT is "three"[\s\S]*EVENTS_URL is "nowhere"/,
    );
  });
});
