import { str } from 'envalid';
import type { CleanedEnv } from 'envalid';
import { defineSettings, httpUrl, refusePlainHttpInProduction, type SettingsGroup } from '@konstruct/platform';

const specs = {
  NODE_ENV: str({
    desc: 'The kind of installation. "production" refuses every sandbox and plain-http provider address.',
    choices: ['development', 'test', 'production'],
    default: 'development',
  }),
  SLACK_CLIENT_ID: str({
    desc: 'The client id of your Slack app (api.slack.com/apps, Basic Information).',
    example: '1234567890.1234567890123',
    default: '',
  }),
  SLACK_CLIENT_SECRET: str({
    desc: 'The client secret of your Slack app (api.slack.com/apps, Basic Information).',
    default: '',
  }),
  SLACK_SIGNING_SECRET: str({
    desc: 'The signing secret of your Slack app (api.slack.com/apps, Basic Information); proves that an event comes from Slack.',
    default: '',
  }),
  SLACK_API_URL: httpUrl({
    desc: 'Where the Slack Web API answers.',
    default: 'https://slack.com/api/',
  }),
  SLACK_AUTHORIZE_URL: httpUrl({
    desc: "Slack's consent page.",
    default: 'https://slack.com/oauth/v2/authorize',
  }),
};

/** Parsed settings of the Slack app; inject with the SLACK_SETTINGS token. */
export type SlackSettings = CleanedEnv<typeof specs>;

/** The variables that only make sense together. */
const CREDENTIALS = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_SIGNING_SECRET'] as const;

/** Settings of the Slack app. Either all three credentials are set or Slack is not offered. */
export const slackSettings: SettingsGroup<typeof specs> = defineSettings('Slack', specs, (settings) => [
  ...halfConfigured(settings),
  ...refusePlainHttpInProduction(settings.NODE_ENV, {
    SLACK_API_URL: settings.SLACK_API_URL,
    SLACK_AUTHORIZE_URL: settings.SLACK_AUTHORIZE_URL,
  }),
]);

/** Injection token of SlackSettings. */
export const SLACK_SETTINGS = Symbol('SLACK_SETTINGS');

/** The credentials that are missing before Slack can be connected; empty when Slack is configured. */
export function missingSlackCredentials(settings: SlackSettings): string[] {
  return CREDENTIALS.filter((name) => settings[name] === '');
}

function halfConfigured(settings: SlackSettings): string[] {
  const missing = missingSlackCredentials(settings);
  if (missing.length === 0 || missing.length === CREDENTIALS.length) return [];
  const given = CREDENTIALS.filter((name) => !missing.includes(name)).join(' and ');
  return missing.map(
    (name) =>
      `${name} is missing although ${given} is set. Copy it from api.slack.com/apps → your app → Basic Information, or unset all three.`,
  );
}
