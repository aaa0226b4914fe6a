import { ConfigurationError, readSettings } from '@konstruct/platform';
import { missingSlackCredentials, slackSettings } from './slack.config';

const CREDENTIALS = { SLACK_CLIENT_ID: 'id', SLACK_CLIENT_SECRET: 'secret', SLACK_SIGNING_SECRET: 'signing' };

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readSettings(slackSettings, environment);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

describe('Slack settings', () => {
  it('may be left out altogether', () => {
    const settings = readSettings(slackSettings, {});
    expect(missingSlackCredentials(settings)).toEqual(Object.keys(CREDENTIALS));
    expect(settings).toMatchObject({
      SLACK_API_URL: 'https://slack.com/api/',
      SLACK_AUTHORIZE_URL: 'https://slack.com/oauth/v2/authorize',
    });
  });

  it('are complete with the three credentials', () => {
    expect(missingSlackCredentials(readSettings(slackSettings, CREDENTIALS))).toEqual([]);
  });

  it.each(Object.keys(CREDENTIALS))('are refused with %s alone missing, which is named', (name) => {
    const problems = problemsOf({ ...CREDENTIALS, [name]: '' });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toContain(`${name} is missing although`);
  });

  it.each(['SLACK_API_URL', 'SLACK_AUTHORIZE_URL'])('refuse a plain-http %s in production only', (name) => {
    const environment = { ...CREDENTIALS, [name]: 'http://localhost:3001/slack/api/' };
    expect(problemsOf({ ...environment, NODE_ENV: 'production' })).toEqual([expect.stringContaining(name)]);
    expect(problemsOf({ ...environment, NODE_ENV: 'development' })).toEqual([]);
  });
});
