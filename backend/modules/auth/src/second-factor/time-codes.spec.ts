import { Secret } from 'otpauth';
import { enrolmentUri, newSeed, stepOfCode } from './time-codes';

/** The secret of RFC 6238, appendix B. */
const RFC_SEED = Secret.fromLatin1('12345678901234567890').base32;

const at = (seconds: number): Date => new Date(seconds * 1_000);

describe('time codes', () => {
  it.each([
    [59, '94287082'],
    [1_111_111_109, '07081804'],
    [1_111_111_111, '14050471'],
    [1_234_567_890, '89005924'],
    [2_000_000_000, '69279037'],
    [20_000_000_000, '65353130'],
  ])('are those of RFC 6238 at %i, of which six digits are used', (seconds, eightDigits) => {
    expect(stepOfCode(RFC_SEED, eightDigits.slice(2), at(seconds))).toBe(Math.floor(seconds / 30));
    expect(stepOfCode(RFC_SEED, eightDigits, at(seconds))).toBeNull();
  });

  it('count one step before and after, and no further', () => {
    const code = '050471';
    const step = Math.floor(1_111_111_111 / 30);
    const accepted = [-2, -1, 0, 1, 2].map((drift) => stepOfCode(RFC_SEED, code, at((step + drift) * 30)));
    expect(accepted).toEqual([null, step, step, step, null]);
    expect(stepOfCode(RFC_SEED, code, at((step + 2) * 30 - 0.001))).toBe(step);
  });

  it.each(['', '05047', '0504711', '05047x', '０５０４７１', ' 50471', '-50471', '5.0471', '1e1000'])(
    'are six plain digits: %j is none',
    (code) => {
      expect(stepOfCode(RFC_SEED, code, at(1_111_111_111))).toBeNull();
    },
  );

  it('come from a new seed of 160 bits each time', () => {
    const seeds = Array.from({ length: 20 }, newSeed);
    expect(new Set(seeds).size).toBe(20);
    expect(seeds.every((seed) => /^[A-Z2-7]{32}$/.test(seed))).toBe(true);
  });

  it('are set up by an address that names the account', () => {
    expect(enrolmentUri(RFC_SEED, 'ada+x@example.com')).toBe(
      `otpauth://totp/Konstruct:ada%2Bx%40example.com?issuer=Konstruct&secret=${RFC_SEED}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});
