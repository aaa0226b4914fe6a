import { splitForSlack, toMrkdwn } from './slack-format';

describe('toMrkdwn', () => {
  it.each([
    ['**bold** and __bold__', '*bold* and *bold*'],
    ['*italic* and _italic_', '_italic_ and _italic_'],
    ['***both***', '*_both_*'],
    ['~~gone~~', '~gone~'],
    ['2 * 3 * 4 and snake_case_name', '2 * 3 * 4 and snake_case_name'],
    ['`a * b **c**` and ``x ` y``', '`a * b **c**` and `x ` y`'],
    ['an `open tick', 'an `open tick'],
    ['\\*not italic\\*', '*not italic*'],
    ['# Title', '*Title*'],
    ['### **Title** ###', '*Title*'],
    ['####### seven', '####### seven'],
    ['- one\n* two\n+ three', '• one\n• two\n• three'],
    ['- a\n  - b', '• a\n  • b'],
    ['1. one\n2. two', '1. one\n2. two'],
    ['- [ ] open\n- [x] done', '☐ open\n☑ done'],
    ['> said **so**', '> said *so*'],
    ['---', '──────────'],
    ['line one\r\nline two', 'line one\nline two'],
  ])('writes %j as %j', (markdown, expected) => {
    expect(toMrkdwn(markdown)).toBe(expected);
  });

  it.each([
    ['[docs](https://a.example/x?a=1&b=2)', '<https://a.example/x?a=1&amp;b=2|docs>'],
    ['[**docs** <b>](https://a.example "title")', '<https://a.example|docs &lt;b&gt;>'],
    ['![chart](https://a.example/c.png)', '<https://a.example/c.png|chart>'],
    ['<https://a.example>', '<https://a.example>'],
    ['https://a.example/snake_case_path_x', 'https://a.example/snake_case_path_x'],
    ['[wiki](https://a.example/a_(b))', '<https://a.example/a_(b)|wiki>'],
    ['[pipe|label](https://a.example/a|b)', '<https://a.example/a%7Cb|pipe¦label>'],
    ['[run](javascript:alert(1))', 'run (javascript:alert(1))'],
    ['[page](/relative)', 'page (/relative)'],
  ])('writes the link %j as %j', (markdown, expected) => {
    expect(toMrkdwn(markdown)).toBe(expected);
  });

  it('lets no text ping anybody or hide a link', () => {
    expect(toMrkdwn('<!channel> <@U1> <https://evil.example|bank.example> a & b')).toBe(
      '&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|bank.example&gt; a &amp; b',
    );
  });

  it('keeps code as it is, closes a forgotten fence and drops the language', () => {
    expect(toMrkdwn('```ts\nconst a = **b** < 1;\n  # no heading\n```\n**after**')).toBe(
      '```\nconst a = **b** &lt; 1;\n  # no heading\n```\n*after*',
    );
    expect(toMrkdwn('~~~\ncode')).toBe('```\ncode\n```');
  });

  it('writes a table as a code block with aligned columns', () => {
    expect(toMrkdwn('| Day | Hours |\n|---|---|\n| Monday | 9 to 5 |\n| **Sun** | - |\n\nafter')).toBe(
      '```\nDay     Hours\n------  ------\nMonday  9 to 5\nSun     -\n```\n\nafter',
    );
  });

  it.each([
    ['backticks', '`'.repeat(100_000)],
    ['stars', '*'.repeat(100_000)],
    ['open emphasis', '***a '.repeat(20_000)],
    ['brackets', '['.repeat(100_000)],
    ['blanks', `# a${' '.repeat(100_000)}b`],
    ['bars', `a|b\n${'|'.repeat(100_000)}-`],
    ['plain text', 'word '.repeat(40_000)],
  ])('takes no long time for 100 kB of %s', (_, markdown) => {
    const startedAt = performance.now();
    splitForSlack(markdown);
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });
});

describe('splitForSlack', () => {
  it('leaves a short answer whole and has nothing to say for an empty one', () => {
    expect(splitForSlack('Hello **there**')).toEqual(['Hello *there*']);
    expect(splitForSlack(' \n ')).toEqual([]);
  });

  it('splits long text below the limit, between paragraphs, and loses nothing', () => {
    const paragraphs = Array.from({ length: 40 }, (_, index) =>
      `Paragraph ${index}. ${'Some words here. '.repeat(20)}`.trim(),
    );
    const parts = splitForSlack(paragraphs.join('\n\n'));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.length < 4_000)).toBe(true);
    expect(parts.every((part) => part.startsWith('Paragraph'))).toBe(true);
    expect(parts.join('\n\n').replaceAll(/\s+/g, ' ')).toBe(paragraphs.join(' '));
  });

  it('splits one long paragraph between sentences', () => {
    const parts = splitForSlack('This is a sentence of some length. '.repeat(400));
    expect(parts.every((part) => part.length < 4_000 && part.endsWith('.'))).toBe(true);
  });

  it('keeps a code block whole when it fits', () => {
    const code = `\`\`\`\n${'let a = 1;\n'.repeat(200)}\`\`\``;
    const parts = splitForSlack(`${'Intro words. '.repeat(200)}\n\n${code}\n\nEnd.`);
    expect(parts.some((part) => part.startsWith(code.slice(0, 20)) && part.includes('```\n\nEnd.'))).toBe(true);
    expect(parts.every((part) => (part.match(/```/g) ?? []).length % 2 === 0)).toBe(true);
  });

  it('closes and reopens a code block that is too long', () => {
    const parts = splitForSlack(`\`\`\`\n${'let value = compute();\n'.repeat(600)}\`\`\``);
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.every((part) => part.startsWith('```\n') && part.endsWith('\n```') && part.length < 4_000)).toBe(true);
    expect(parts.join('').split('let value = compute();').length - 1).toBe(600);
  });

  it('cuts no link, entity or character in half', () => {
    const links = splitForSlack(
      Array.from({ length: 200 }, (_, index) => `[label${index}](https://a.example/${'x'.repeat(40)})`).join(''),
    );
    expect(links.every((part) => (part.match(/</g) ?? []).length === (part.match(/>/g) ?? []).length)).toBe(true);
    const entities = splitForSlack('&'.repeat(5_000));
    expect(entities.every((part) => part.replaceAll('&amp;', '') === '')).toBe(true);
    const faces = splitForSlack(`a${'😀'.repeat(4_000)}`);
    expect(faces.every((part) => part.isWellFormed())).toBe(true);
  });

  it('ends after twenty messages, says so, and is quick about it', () => {
    const startedAt = performance.now();
    const parts = splitForSlack('An answer that does not end. '.repeat(300_000));
    expect(parts).toHaveLength(20);
    expect(parts.at(-1)).toBe('[This answer was too long and ends here. Ask for what is missing.]');
    expect(parts.slice(0, -1).every((part) => part.endsWith('.') && part.length < 4_000)).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
