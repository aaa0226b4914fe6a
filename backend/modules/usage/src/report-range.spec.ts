import { RequestError } from '@konstruct/platform';
import {
  previousPeriod,
  resolveBucket,
  resolveMonth,
  resolveRange,
  wholeMonths,
  type RangeRequest,
} from './report-range';

const NOW = new Date('2026-11-21T02:30:00Z');

function fieldsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof RequestError) return error.fields.map(({ pointer }) => pointer);
  }
  return [];
}

describe('report range', () => {
  it('is this month of the business when nothing is said', () => {
    expect(resolveRange({}, 'Asia/Kolkata', NOW)).toEqual({
      firstDay: '2026-11-01',
      lastDay: '2026-11-30',
      timeZone: 'Asia/Kolkata',
      from: new Date('2026-10-31T18:30:00Z'),
      to: new Date('2026-11-30T18:30:00Z'),
    });
  });

  it('is one date to another, both included', () => {
    expect(resolveRange({ from: '2026-11-20', to: '2026-11-20' }, 'America/Los_Angeles', NOW)).toEqual(
      resolveRange({ range: 'today' }, 'America/Los_Angeles', NOW),
    );
  });

  it.each<[RangeRequest, string]>([
    [{ from: '2026-11-02', to: '2026-11-01' }, '/to'],
    [{ from: '2026-11-02' }, '/to'],
    [{ to: '2026-11-02' }, '/from'],
    [{ from: '2026-02-30', to: '2026-03-01' }, '/from'],
    [{ from: 'now', to: 'later' }, '/from'],
    [{ from: '2016-11-01', to: '2026-11-01' }, '/to'],
    [{ from: '1900-01-01', to: '1900-01-31' }, '/from'],
    [{ range: '7d', from: '2026-11-01', to: '2026-11-02' }, '/range'],
  ])('refuses %j and names the field', (request, pointer) => {
    expect(fieldsOf(() => resolveRange(request, 'UTC', NOW))).toEqual([pointer]);
  });

  it('compares with as many days directly before', () => {
    const period = resolveRange({ from: '2026-10-20', to: '2026-10-26' }, 'Europe/Berlin', NOW);
    expect(previousPeriod(period)).toMatchObject({ firstDay: '2026-10-13', lastDay: '2026-10-19', to: period.from });
  });

  it.each([
    ['2026-08-28', '2026-11-25', ['2026-09-01', '2026-11-01']],
    ['2026-11-01', '2026-11-30', ['2026-11-01', '2026-12-01']],
    ['2026-11-02', '2026-11-30', ['2026-12-01', '2026-12-01']],
    ['2026-11-01', '2026-11-29', ['2026-11-30', '2026-11-30']],
    ['2026-11-20', '2026-12-05', ['2026-12-06', '2026-12-06']],
    ['2025-12-31', '2026-02-01', ['2026-01-01', '2026-02-01']],
  ])('finds the whole months from %s to %s', (firstDay, lastDay, expected) => {
    expect(wholeMonths({ firstDay, lastDay })).toEqual(expected);
  });

  it('cuts short ranges into hours and long ones into days, and says where hours end', () => {
    const period = (from: string): ReturnType<typeof resolveRange> =>
      resolveRange({ from, to: '2026-11-20' }, 'UTC', NOW);
    expect([resolveBucket(undefined, period('2026-11-19')), resolveBucket(undefined, period('2026-11-18'))]).toEqual([
      'hour',
      'day',
    ]);
    expect(fieldsOf(() => resolveBucket('hour', period('2026-10-01')))).toEqual(['/bucket']);
  });

  it('knows months, but none to come', () => {
    expect(resolveMonth(undefined, 'America/Los_Angeles', new Date('2026-12-01T02:00:00Z')).month).toBe('2026-11');
    expect(resolveMonth('2026-10', 'UTC', NOW)).toMatchObject({ daysElapsed: 31, daysInMonth: 31 });
    for (const month of ['2026-12', '2026-13', '1900-01', 'November', '']) {
      expect(fieldsOf(() => resolveMonth(month, 'UTC', NOW))).toEqual(['/month']);
    }
  });
});
