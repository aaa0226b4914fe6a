import { splitForWhatsapp, toWhatsappMarkup } from './whatsapp-format';

describe('toWhatsappMarkup', () => {
  it.each([
    ['**bold** and *italic* and ~~gone~~', '*bold* and _italic_ and ~gone~'],
    ['# Title', '*Title*'],
    ['- one\n- two', '• one\n• two'],
    ['> said **so**', '> said *so*'],
    ['`a * b` and ```', '`a * b` and ```'],
    ['[docs](https://a.example/x_y_z)', 'docs (https://a.example/x_y_z)'],
    ['[https://a.example](https://a.example)', 'https://a.example'],
    ['[bank](javascript:alert(1))', 'bank (javascript:alert(1))'],
    ['<https://a.example> <mailto:a@b.example>', 'https://a.example a@b.example'],
    ['a < b & c > d', 'a < b & c > d'],
    ['\\*not bold\\*', '\u200B*\u200Bnot bold\u200B*\u200B'],
    ['2 \\+ 3', '2 + 3'],
    ['| a | b |\n|---|---|\n| 1 | 2 |', '```\na  b\n-  -\n1  2\n```'],
  ])('writes %j as %j', (markdown, expected) => {
    expect(toWhatsappMarkup(markdown)).toBe(expected);
  });
});

describe('splitForWhatsapp', () => {
  it('splits at 4,096 characters, between sentences, and loses nothing', () => {
    const text = 'This is a sentence of some length. '.repeat(400).trim();
    const parts = splitForWhatsapp(text);
    expect(parts.every((part) => part.length <= 4_096 && part.endsWith('.'))).toBe(true);
    expect(parts.join(' ')).toBe(text);
    expect(splitForWhatsapp('x'.repeat(4_000))).toHaveLength(1);
  });

  it('is not held up by signs that mean nothing in WhatsApp', () => {
    const parts = splitForWhatsapp(`a < b ${'and some words. '.repeat(600)} c > d`);
    expect(parts.every((part) => part.length > 1_000 && part.length <= 4_096)).toBe(true);
  });

  it('tears no character and closes a code block', () => {
    expect(splitForWhatsapp(`a${'😀'.repeat(4_000)}`).every((part) => part.isWellFormed())).toBe(true);
    const code = splitForWhatsapp(`\`\`\`\n${'let value = 1;\n'.repeat(600)}\`\`\``);
    expect(code.every((part) => part.startsWith('```\n') && part.endsWith('\n```'))).toBe(true);
  });
});
