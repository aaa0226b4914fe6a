import { randomBytes } from 'node:crypto';
import { fernetDecrypt, fernetEncrypt, InvalidFernetToken, isFernetKey } from './fernet';

const key = Buffer.from('cw_0x689RpI-jtRR7oE8h_eQsKImvJapLeSbXpwF4e4=', 'base64url');
const specToken =
  'gAAAAAAdwJ6wAAECAwQFBgcICQoLDA0ODy021cpGVWKZ_eEwCGM4BLLF_5CV9dOPmrhuVUPgJobwOz7JcbmrR64jVmpU4IwqDA==';

describe('Fernet', () => {
  it('makes the token of the specification', () => {
    const iv = Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(fernetEncrypt(key, Buffer.from('hello'), 499162800, iv)).toBe(specToken);
  });

  it('decrypts within the time to live', () => {
    expect(fernetDecrypt(key, specToken, { ttlSeconds: 60, nowSeconds: 499162801 }).toString()).toBe('hello');
  });

  it.each([
    ['older than the time to live', specToken, 499162861],
    ['from the future', specToken, 499162739],
    ['cut short', specToken.slice(0, -4), 499162801],
    [
      'changed in one character',
      specToken.replace('MAB', 'MAC').replace('hV', 'hW').replace('-Ew', '-Fw').replace('CGM', 'CGN'),
      499162801,
    ],
    ['empty', '', 499162801],
    ['not base64url', `${specToken.slice(0, -3)}+==`, 499162801],
  ])('refuses a token that is %s', (_, token, nowSeconds) => {
    expect(() => fernetDecrypt(key, token, { ttlSeconds: 60, nowSeconds })).toThrow(InvalidFernetToken);
  });

  it('round-trips any text', () => {
    const own = randomBytes(32);
    for (const text of ['', 'x', 'ключ 🔑', 'y'.repeat(10_000)]) {
      expect(fernetDecrypt(own, fernetEncrypt(own, Buffer.from(text))).toString()).toBe(text);
    }
  });

  it('knows a key when it sees one', () => {
    expect(isFernetKey(randomBytes(32).toString('base64url'))).toBe(true);
    expect(isFernetKey(randomBytes(31).toString('base64url'))).toBe(false);
    expect(isFernetKey('not a key!')).toBe(false);
  });
});
