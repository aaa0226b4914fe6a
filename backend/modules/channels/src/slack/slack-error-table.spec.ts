import { isInDoubtSlackCode, isRetryableSlackCode, slackErrorMeaning, slackErrorMeanings } from './slack-error-table';

describe("the table of Slack's codes", () => {
  it.each(Object.entries(slackErrorMeanings))('%s says what happened and what to do', (_, { meaning, fix }) => {
    expect(meaning).toMatch(/^[A-Z].*\.$/);
    expect(fix).toMatch(/^[A-Z].*\.$/);
  });

  it('shows a code that Slack has added since', () => {
    expect(slackErrorMeaning('brand_new_code')).toEqual({
      breaksConnection: false,
      meaning: 'Slack refused with the code "brand_new_code".',
      fix: expect.stringContaining('support'),
    });
    expect(slackErrorMeaning('constructor').meaning).toContain('"constructor"');
  });

  it.each(['invalid_auth', 'token_revoked', 'account_inactive', 'invalid_refresh_token'])(
    '%s breaks the connection',
    (code) => {
      expect(slackErrorMeaning(code).breaksConnection).toBe(true);
      expect(isRetryableSlackCode(code)).toBe(false);
    },
  );

  it.each(['not_in_channel', 'channel_not_found', 'missing_scope', 'ratelimited', 'secret_unreadable'])(
    '%s does not',
    (code) => {
      expect(slackErrorMeaning(code).breaksConnection).toBe(false);
    },
  );

  it('doubts a send only where Slack itself does', () => {
    expect(isInDoubtSlackCode('internal_error')).toBe(true);
    expect(isInDoubtSlackCode('ratelimited')).toBe(false);
    expect(isInDoubtSlackCode('not_in_channel')).toBe(false);
  });
});
