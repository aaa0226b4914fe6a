import { addDays, addMonths, daysInMonth, isLocalDate, isLocalMonth, localDateOf, startOfLocalDay } from './calendar';

describe('calendar', () => {
  it.each([
    ['UTC', '2026-11-21', '2026-11-21T00:00:00.000Z'],
    ['America/Los_Angeles', '2026-11-21', '2026-11-21T08:00:00.000Z'],
    ['Asia/Kolkata', '2026-11-21', '2026-11-20T18:30:00.000Z'],
    ['Asia/Kathmandu', '2026-11-21', '2026-11-20T18:15:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-21', '2026-11-20T10:00:00.000Z'],
    ['Pacific/Niue', '2026-11-21', '2026-11-21T11:00:00.000Z'],
    // Lord Howe moves its clock by half an hour.
    ['Australia/Lord_Howe', '2026-04-05', '2026-04-04T13:00:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-06', '2026-04-05T13:30:00.000Z'],
  ])('begins the day in %s on %s at %s', (zone, date, expected) => {
    expect(startOfLocalDay(date, zone).toISOString()).toBe(expected);
  });

  it.each([
    // Santiago jumps from 00:00 to 01:00: midnight does not exist.
    ['America/Santiago', '2026-09-06', '2026-09-06T04:00:00.000Z'],
    // Santiago goes back from 24:00 to 23:00: the day before has 25 hours.
    ['America/Santiago', '2026-04-05', '2026-04-05T04:00:00.000Z'],
    // Havana goes back from 01:00 to 00:00: midnight comes twice, the first one counts.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z'],
  ])('finds the first instant where a clock change touches midnight: %s %s', (zone, date, expected) => {
    const start = startOfLocalDay(date, zone);
    expect(start.toISOString()).toBe(expected);
    expect(localDateOf(start, zone)).toBe(date);
    expect(localDateOf(new Date(start.getTime() - 1), zone)).toBe(addDays(date, -1));
  });

  it('knows the day that Samoa skipped', () => {
    expect(startOfLocalDay('2011-12-30', 'Pacific/Apia')).toEqual(startOfLocalDay('2011-12-31', 'Pacific/Apia'));
  });

  it('covers every instant of a year with consecutive days', () => {
    for (const zone of ['Europe/Berlin', 'America/New_York', 'Australia/Adelaide', 'Africa/Cairo']) {
      for (let date = '2026-01-01'; date < '2027-01-01'; date = addDays(date, 1)) {
        const start = startOfLocalDay(date, zone);
        expect([localDateOf(start, zone), localDateOf(new Date(start.getTime() - 1), zone)]).toEqual([
          date,
          addDays(date, -1),
        ]);
      }
    }
  });

  it('counts days and months', () => {
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(addMonths('2026-12', 1)).toBe('2027-01');
    expect([daysInMonth('2026-02'), daysInMonth('2028-02'), daysInMonth('2026-11')]).toEqual([28, 29, 30]);
  });

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', '0001-01-01', '9999-12-31', '2026-11-21T00:00', ''])(
    'does not take "%s" for a date',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
    },
  );

  it('tells dates and months from other text', () => {
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect([isLocalMonth('2026-11'), isLocalMonth('2026-00'), isLocalMonth('2026')]).toEqual([true, false, false]);
  });
});
