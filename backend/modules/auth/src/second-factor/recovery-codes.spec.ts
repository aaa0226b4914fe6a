import { hashOfRecoveryCode, mintRecoveryCodes } from './recovery-codes';

describe('recovery codes', () => {
  it('are ten, all different, in groups that can be read out', () => {
    const codes = mintRecoveryCodes();
    expect(codes).toHaveLength(10);
    expect(codes.every((code) => /^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/.test(code))).toBe(true);
    const many = Array.from({ length: 50 }, mintRecoveryCodes).flat();
    expect(new Set(many).size).toBe(500);
    expect(new Set(many.join('').replaceAll('-', '')).size).toBe(32);
  });

  it('are the same however they are typed', () => {
    const hash = hashOfRecoveryCode('10ab-cdef-ghjk-mnpq');
    expect(hash).toHaveLength(32);
    for (const typed of ['10abcdefghjkmnpq', ' 10AB CDEF GHJK MNPQ ', 'LOab-cdef-ghjk-mnpq', 'iOab-cdef-ghjk-mnpq'])
      expect(hashOfRecoveryCode(typed)).toEqual(hash);
  });

  it.each(['', '123456', '10ab-cdef-ghjk-mnp', '10ab-cdef-ghjk-mnpqr', '10ab-cdef-ghjk-mnpu', 'ä'.repeat(16)])(
    'have a form: %j is none',
    (typed) => {
      expect(hashOfRecoveryCode(typed)).toBeNull();
    },
  );
});
