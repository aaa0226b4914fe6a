import { expiryOf, isTouchDue } from './session-lifetime';

const created = new Date('2026-01-01T00:00:00.000Z');
const after = (days: number): Date => new Date(created.getTime() + days * 24 * 60 * 60 * 1_000);

describe('the life of a session', () => {
  it.each([
    [0, 14],
    [10, 24],
    [76, 90],
    [80, 90],
  ])('used on day %d, ends on day %d', (day, end) => {
    expect(expiryOf(created, after(day))).toEqual(after(end));
  });

  it('is noted once a minute', () => {
    expect(isTouchDue(created, new Date(created.getTime() + 59_999))).toBe(false);
    expect(isTouchDue(created, new Date(created.getTime() + 60_000))).toBe(true);
  });
});
