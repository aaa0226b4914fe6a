import type { parseMrkdwn as Parse } from './mrkdwn.mjs';

describe('mrkdwn', () => {
  let parseMrkdwn: typeof Parse;

  beforeAll(async () => {
    ({ parseMrkdwn } = await import('./mrkdwn.mjs'));
  });

  const inline = (text: string) => parseMrkdwn(text).flatMap((block) => ('children' in block ? block.children : []));

  it.each([
    ['*bold*', [{ type: 'bold', children: [{ type: 'text', text: 'bold' }] }]],
    ['_it_', [{ type: 'italic', children: [{ type: 'text', text: 'it' }] }]],
    ['~no~', [{ type: 'strike', children: [{ type: 'text', text: 'no' }] }]],
    ['`a*b*`', [{ type: 'code', text: 'a*b*' }]],
    ['snake_case_name', [{ type: 'text', text: 'snake_case_name' }]],
    ['2 * 3 * 4', [{ type: 'text', text: '2 * 3 * 4' }]],
    ['<https://a.example|here>', [{ type: 'link', url: 'https://a.example', label: 'here' }]],
    ['<@U1>', [{ type: 'user', id: 'U1', label: null }]],
    ['<#C1|general>', [{ type: 'channel', id: 'C1', label: 'general' }]],
    ['&lt;b&gt; &amp;amp;', [{ type: 'text', text: '<b> &amp;' }]],
    [':wave:', [{ type: 'text', text: '👋' }]],
    [':no_such:', [{ type: 'text', text: ':no_such:' }]],
  ])('reads %s', (text, nodes) => {
    expect(inline(text)).toEqual(nodes);
  });

  it('makes no link of a script', () => {
    expect(inline('<javascript:alert(1)|click>')).toEqual([{ type: 'text', text: '<javascript:alert(1)|click>' }]);
  });

  it('reads lists, quotes and code blocks', () => {
    const blocks = parseMrkdwn('Hi\n• one\n- two\n\n1. first\n&gt; said\n```\nconst a = &lt;b&gt;;\n```\nend');
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'list', 'list', 'quote', 'code_block', 'paragraph']);
    expect(blocks[1]).toMatchObject({ isOrdered: false, items: [[{ text: 'one' }], [{ text: 'two' }]] });
    expect(blocks[2]).toMatchObject({ isOrdered: true });
    expect(blocks[4]).toEqual({ type: 'code_block', text: 'const a = <b>;' });
  });
});
