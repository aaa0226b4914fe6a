import { createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { verifyMetaSignature } from './whatsapp-signature';

const SECRET = '0123456789abcdef0123456789abcdef';
const sign = (body: string): string => `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}`;

describe('verifyMetaSignature', () => {
  it('accepts the very bytes that were signed, and nothing else', () => {
    const body = '{"text":"\\u00e4\\/x"}';
    expect(verifyMetaSignature(SECRET, sign(body), Buffer.from(body))).toBe(true);
    expect(verifyMetaSignature(SECRET, sign(body), Buffer.from('{"text":"ä/x"}'))).toBe(false);
    expect(verifyMetaSignature('another', sign(body), Buffer.from(body))).toBe(false);
  });

  it.each(['', 'sha256=', 'sha1=00', sign('x').slice(7), `${sign('x')}0`, sign('x').toUpperCase()])(
    'refuses the header %j',
    (header) => expect(verifyMetaSignature(SECRET, header, Buffer.from('x'))).toBe(false),
  );

  it('refuses everything without a secret', () => {
    const forged = `sha256=${createHmac('sha256', '').update('x').digest('hex')}`;
    expect(verifyMetaSignature('', forged, Buffer.from('x'))).toBe(false);
  });
});

const VECTORS = join(process.env['CONTRACTS_DIR'] ?? resolve('../shared/contracts'), 'vectors/meta-signature.json');

describe('the published vectors of Meta’s scheme', () => {
  if (!existsSync(VECTORS)) {
    it('are not here', () => expect(VECTORS).toContain('meta-signature'));
    return;
  }
  const { secret, cases } = JSON.parse(readFileSync(VECTORS, 'utf8')) as {
    secret: string;
    cases: { name: string; body: string; signature: string; valid: boolean }[];
  };
  it.each(cases)('$name', ({ body, signature, valid }) => {
    expect(verifyMetaSignature(secret, signature, Buffer.from(body))).toBe(valid);
  });
});
