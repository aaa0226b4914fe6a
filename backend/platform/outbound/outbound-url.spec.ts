import { OutboundRefusedError } from './outbound-refused';
import { readOutboundUrl } from './outbound-url';

function refusalOf(address: string, sandboxOrigin: string | null = null): string {
  try {
    return readOutboundUrl(address, sandboxOrigin).href;
  } catch (error) {
    if (error instanceof OutboundRefusedError) return error.code;
    throw error;
  }
}

describe('an address that somebody else wrote', () => {
  it.each([
    'https://models.example.com/v1',
    'https://models.example.com:8443/v1',
    'https://8.8.8.8/',
    'https://[2606:4700::1111]/',
  ])('may be %s', (address) => {
    expect(refusalOf(address)).toBe(address);
  });

  it.each([
    ['models.example.com', 'not_a_url'],
    ['', 'not_a_url'],
    ['file:///etc/passwd', 'not_a_url'],
    ['ftp://models.example.com/', 'not_a_url'],
    ['http://models.example.com/', 'not_https'],
    ['http://127.0.0.1/', 'not_https'],
    ['https://user:secret@models.example.com/', 'has_credentials'],
    ['https://key@models.example.com/', 'has_credentials'],
    ['https://127.0.0.1/', 'not_public'],
    ['https://127.1/', 'not_public'],
    ['https://2130706433/', 'not_public'],
    ['https://017700000001/', 'not_public'],
    ['https://0177.0.0.1/', 'not_public'],
    ['https://0x7f.0.0.1/', 'not_public'],
    ['https://0x7f000001/', 'not_public'],
    ['https://１２７.0.0.1/', 'not_public'],
    ['https://127.0.0.1./', 'not_public'],
    ['https://0/', 'not_public'],
    ['https://169.254.169.254/latest/meta-data', 'not_public'],
    ['https://2852039166/', 'not_public'],
    ['https://[::1]/', 'not_public'],
    ['https://[::ffff:127.0.0.1]/', 'not_public'],
    ['https://[::ffff:a9fe:a9fe]/', 'not_public'],
    ['https://[fd00:ec2::254]/', 'not_public'],
    ['https://[64:ff9b::a9fe:a9fe]/', 'not_public'],
  ])('is refused when it is %s: %s', (address, code) => {
    expect(refusalOf(address)).toBe(code);
  });

  it('may be the sandbox, by each of its names, and nothing else on its machine', () => {
    for (const address of ['http://localhost:3001/mcp', 'http://127.0.0.1:3001/mcp']) {
      expect(refusalOf(address, 'http://localhost:3001')).toBe(address);
    }
    expect(refusalOf('http://localhost:5432/', 'http://localhost:3001')).toBe('not_https');
    expect(refusalOf('https://localhost.example:3001/', 'http://localhost:3001')).toBe(
      'https://localhost.example:3001/',
    );
    expect(refusalOf('http://a:b@localhost:3001/', 'http://localhost:3001')).toBe('has_credentials');
  });
});
