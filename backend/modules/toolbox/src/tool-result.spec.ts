import { toolResultText } from './tool-result';

describe('what a tool brought', () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      'text',
      {
        content: [
          { type: 'text', text: 'One.' },
          { type: 'text', text: 'Two.' },
        ],
      },
      'One.\nTwo.',
    ],
    ['a file of text', { content: [{ type: 'resource', resource: { uri: 'a', text: 'One.' } }] }, 'One.'],
    [
      'a link',
      { content: [{ type: 'resource_link', uri: 'https://a.example', name: 'A' }] },
      '[A link: A https://a.example]',
    ],
    ['structure alone', { content: [], structuredContent: { a: 1 } }, '{"a":1}'],
    ['nothing', { content: [] }, 'The tool brought nothing.'],
    ['nothing at all', {}, 'The tool brought nothing.'],
  ])('is %s', (_, result, expected) => {
    expect(toolResultText(result)).toBe(expected);
  });

  it('is named where it cannot be read', () => {
    expect(toolResultText({ content: [{ type: 'image', data: 'AAAA' }] })).toContain('an image');
    expect(toolResultText({ content: [{ type: 'resource', resource: { blob: 'AAAA' } }] })).toContain('a file');
  });
});
