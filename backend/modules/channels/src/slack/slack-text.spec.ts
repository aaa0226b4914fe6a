import { mentionsUser, readableSlackText } from './slack-text';

describe('readableSlackText', () => {
  it.each([
    ['<@U1> hello', 'hello'],
    ['<@U1>, hello', 'hello'],
    ['<@U1|mia>: hello', 'hello'],
    ['hello <@U1>', 'hello'],
    ['hello <@U1> there', 'hello there'],
    ['hello <@U1>, there', 'hello, there'],
    ['one\n<@U1> two', 'one\ntwo'],
    ['<@U1><@U1> hello', 'hello'],
    ['<@U1>', ''],
  ])('takes the mention of the bot out of %j', (raw, expected) => {
    expect(readableSlackText(raw, { botUserId: 'U1' })).toBe(expected);
  });

  it.each([
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['<@U2> and <@U3|bo>', '@U2 and @bo'],
    ['<#C1|general> and <#C2> and <#C3|>', '#general and #C2 and #C3'],
    ['<!here> <!channel> <!subteam^S1|@sales> <!date^1^x|today>', '@here @channel @sales today'],
    ['<https://a.example/?a=1&amp;b=2>', 'https://a.example/?a=1&b=2'],
    ['<https://a.example|docs>', 'docs (https://a.example)'],
    ['<http://a.example|a.example>', 'http://a.example'],
    ['<mailto:a@b.example|a@b.example>', 'a@b.example'],
    ['  spaces  ', 'spaces'],
  ])('reads %j', (raw, expected) => {
    expect(readableSlackText(raw)).toBe(expected);
  });

  it('names people where their names are known', () => {
    const nameOf = (id: string) => (id === 'U2' ? 'Ada' : null);
    expect(readableSlackText('<@U2> asked <@U3|bo> and <@U4>', { nameOf })).toBe('@Ada asked @bo and @U4');
  });
});

describe('mentionsUser', () => {
  it.each([
    ['<@U1> x', true],
    ['x <@U1|mia>', true],
    ['<@U12>', false],
    ['@U1', false],
  ])('%j mentions U1: %s', (raw, expected) => {
    expect(mentionsUser(raw, 'U1')).toBe(expected);
  });
});
