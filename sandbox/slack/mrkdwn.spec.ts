import { composeBlocks, encodeTyped, mentions } from './mrkdwn';
import { seedState } from './state/seed';

const [acme] = seedState(Date.parse('2026-11-21T10:00:00Z')).workspaces;
if (!acme) throw new Error('the seed has no workspace');
const installed = { ...acme, installation: { installedBy: 'U0ACMEMAYA', installedAt: 0, scopes: [] } };

describe('what people type', () => {
  it.each([
    ['@Konstruct hi', '<@U0ACMEBOT1> hi'],
    ['hi @maya lindqvist!', 'hi <@U0ACMEMAYA>!'],
    ['ask @jonas', 'ask <@U0ACMEJONAS>'],
    ['see #support', 'see <#C0ACMEDESUPPORT|support>'],
    ['a < b & c', 'a &lt; b &amp; c'],
    ['https://a.example/x?y=1, ok', '<https://a.example/x?y=1>, ok'],
    ['mail@Konstruct.example', 'mail@Konstruct.example'],
    ['@Konstructor', '@Konstructor'],
  ])('%s becomes %s', (typed, encoded) => {
    expect(encodeTyped(typed, installed, 'Konstruct')).toBe(encoded);
  });

  it('does not know the app where it is not installed', () => {
    expect(encodeTyped('@Konstruct hi', acme, 'Konstruct')).toBe('@Konstruct hi');
  });

  it('finds a mention', () => {
    expect(mentions('hey <@U1>', 'U1')).toBe(true);
    expect(mentions('hey <@U1|ava>', 'U1')).toBe(true);
    expect(mentions('hey <@U11>', 'U1')).toBe(false);
  });

  it('comes with a rich text block', () => {
    expect(composeBlocks('<@U1> see <https://a.example|this> &amp; that')).toMatchObject([
      {
        type: 'rich_text',
        elements: [
          {
            elements: [
              { type: 'user', user_id: 'U1' },
              { type: 'text', text: ' see ' },
              { type: 'link', url: 'https://a.example', text: 'this' },
              { type: 'text', text: ' & that' },
            ],
          },
        ],
      },
    ]);
  });
});
