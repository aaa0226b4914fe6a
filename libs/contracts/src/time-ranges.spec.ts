import {
  calendarRange,
  monthProgress,
  monthRange,
  namedTimeRange,
  TIME_RANGE_NAMES,
  TimeRangeError,
} from './time-ranges';

const HOUR_MS = 3_600_000;

function iso(range: { from: Date; to: Date }): [string, string] {
  return [range.from.toISOString(), range.to.toISOString()];
}

describe('time ranges', () => {
  const now = new Date('2026-11-21T02:30:00Z');

  it('counts "today" in the zone of the business, also where UTC is already a day further', () => {
    expect(iso(namedTimeRange('today', 'America/Los_Angeles', now))).toEqual([
      '2026-11-20T08:00:00.000Z',
      '2026-11-21T08:00:00.000Z',
    ]);
    expect(iso(namedTimeRange('today', 'Asia/Kolkata', now))).toEqual([
      '2026-11-20T18:30:00.000Z',
      '2026-11-21T18:30:00.000Z',
    ]);
  });

  it('ends ranges of days with today', () => {
    expect(iso(namedTimeRange('7d', 'UTC', now))).toEqual(['2026-11-15T00:00:00.000Z', '2026-11-22T00:00:00.000Z']);
    expect(namedTimeRange('90d', 'UTC', now).from.toISOString()).toBe('2026-08-24T00:00:00.000Z');
  });

  it('gives the months of the business', () => {
    expect(iso(namedTimeRange('this_month', 'Europe/Berlin', now))).toEqual([
      '2026-10-31T23:00:00.000Z',
      '2026-11-30T23:00:00.000Z',
    ]);
    expect(iso(namedTimeRange('last_month', 'Europe/Berlin', now))).toEqual([
      '2026-09-30T22:00:00.000Z',
      '2026-10-31T23:00:00.000Z',
    ]);
  });

  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['Australia/Lord_Howe', '2026-10-04', 23.5],
    ['Australia/Lord_Howe', '2026-04-05', 24.5],
    ['America/Santiago', '2026-04-04', 25],
  ])('knows that %s has a day of other length on %s', (zone, date, hours) => {
    const range = calendarRange(date, date, zone);
    expect((range.to.getTime() - range.from.getTime()) / HOUR_MS).toBe(hours);
  });

  it('includes both dates of a range', () => {
    expect(iso(calendarRange('2026-11-01', '2026-11-30', 'UTC'))).toEqual(iso(monthRange('2026-11', 'UTC')));
  });

  it.each([
    ['2026-11-02', '2026-11-01', 'to'],
    ['2026-11-31', '2026-12-01', 'from'],
    ['2026-11-01', 'tomorrow', 'to'],
  ])('refuses the range %s to %s and names the field', (from, to, field) => {
    expect(() => calendarRange(from, to, 'UTC')).toThrow(TimeRangeError);
    expect(() => calendarRange(from, to, 'UTC')).toThrow(expect.objectContaining({ field }));
  });

  it('refuses a month that does not exist', () => {
    expect(() => monthRange('2026-13', 'UTC')).toThrow(TimeRangeError);
  });

  it('says how far a month has come', () => {
    const daysElapsed = (month: string, zone: string): number => monthProgress(month, zone, now).daysElapsed;
    expect(daysElapsed('2026-11', 'UTC')).toBe(21);
    expect(daysElapsed('2026-11', 'America/Los_Angeles')).toBe(20);
    expect(daysElapsed('2026-10', 'UTC')).toBe(31);
    expect(daysElapsed('2026-12', 'UTC')).toBe(0);
    expect(monthProgress('2026-02', 'UTC', now).daysInMonth).toBe(28);
  });

  it('never gives an empty or reversed range', () => {
    for (const zone of ['UTC', 'America/Havana', 'Asia/Kathmandu', 'Pacific/Apia']) {
      for (const name of TIME_RANGE_NAMES) {
        const range = namedTimeRange(name, zone, now);
        expect(range.to.getTime()).toBeGreaterThan(range.from.getTime());
      }
    }
  });
});
