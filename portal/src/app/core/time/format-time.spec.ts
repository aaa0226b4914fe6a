import { formatAgo, formatDuration, formatTime } from './format-time';

describe('formatTime', () => {
  it('follows the time zone of the business', () => {
    const moment = '2026-11-20T23:30:00.000Z';
    expect(formatTime(moment, 'date', 'Europe/Berlin')).toBe('Nov 21, 2026');
    expect(formatTime(moment, 'date', 'America/New_York')).toBe('Nov 20, 2026');
  });

  it('shows nothing for what is not a time', () => {
    expect(formatTime('soon', 'date', 'UTC')).toBe('');
  });
});

describe('formatAgo', () => {
  const now = Date.parse('2026-11-21T12:00:00.000Z');

  it.each([
    ['2026-11-21T11:59:30.000Z', 'just now'],
    ['2026-11-21T11:55:00.000Z', '5 minutes ago'],
    ['2026-11-21T09:00:00.000Z', '3 hours ago'],
    ['2026-11-20T11:00:00.000Z', 'yesterday'],
    ['2026-09-01T12:00:00.000Z', 'Sep 1, 2026'],
  ])('says of %s that it is %s', (moment, words) => {
    expect(formatAgo(moment, now, 'UTC')).toBe(words);
  });
});

describe('formatDuration', () => {
  it.each([
    ['2026-11-21T12:00:42.000Z', '42 s'],
    ['2026-11-21T12:08:18.000Z', '8 min 18 s'],
    ['2026-11-21T15:20:00.000Z', '3 h 20 min'],
    ['2026-11-24T12:00:00.000Z', '3 days'],
  ])('measures until %s as %s', (end, words) => {
    expect(formatDuration('2026-11-21T12:00:00.000Z', end)).toBe(words);
  });
});
