import { createHmac } from 'node:crypto';
import { verifySlackSignature, type SlackSignedRequest } from './slack-signature';

/** The example of Slack's own documentation. */
const OFFICIAL: SlackSignedRequest = {
  signingSecret: '8f742231b10e8888abcd99yyyzzz85a5',
  timestamp: '1531420618',
  rawBody:
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  signature: 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503',
  nowSeconds: 1_531_420_618,
};

describe('verifySlackSignature', () => {
  it("accepts the example of Slack's documentation", () => {
    expect(verifySlackSignature(OFFICIAL)).toBe(true);
  });

  it.each([
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('at an age of %i s answers %s', (ageSeconds, expected) => {
    expect(verifySlackSignature({ ...OFFICIAL, nowSeconds: OFFICIAL.nowSeconds + ageSeconds })).toBe(expected);
  });

  it.each<[string, Partial<SlackSignedRequest>]>([
    ['a changed body', { rawBody: `${OFFICIAL.rawBody.toString()}-` }],
    ['another secret', { signingSecret: 'another' }],
    ['upper-case hex', { signature: OFFICIAL.signature?.toUpperCase().replace('V0', 'v0') }],
    ['another version', { signature: OFFICIAL.signature?.replace('v0', 'v1') }],
    ['a signature that is too short', { signature: 'v0=a2114d57' }],
    ['no signature', { signature: undefined }],
    ['no timestamp', { timestamp: undefined }],
    ['a timestamp that is no number', { timestamp: 'abc' }],
    ['a timestamp with a fraction', { timestamp: '1531420618.0' }],
  ])('refuses %s', (_, change) => {
    expect(verifySlackSignature({ ...OFFICIAL, ...change })).toBe(false);
  });

  it('refuses everything without a secret, even what was signed with an empty one', () => {
    const signature = `v0=${createHmac('sha256', '').update('v0:1531420618:x').digest('hex')}`;
    expect(verifySlackSignature({ ...OFFICIAL, rawBody: 'x', signingSecret: '', signature })).toBe(false);
  });
});
