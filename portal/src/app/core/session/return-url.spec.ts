import { safeReturnUrl } from './return-url';

describe('safeReturnUrl', () => {
  it('returns to pages of this portal only', () => {
    expect(safeReturnUrl('/t/1/payroll?month=2026-10')).toBe('/t/1/payroll?month=2026-10');
    for (const outside of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', '']) {
      expect(safeReturnUrl(outside)).toBeNull();
    }
    expect(safeReturnUrl(undefined)).toBeNull();
  });
});
