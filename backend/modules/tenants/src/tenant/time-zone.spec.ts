import { isTimeZoneName } from './time-zone';

describe('names of time zones', () => {
  it.each([...Intl.supportedValuesOf('timeZone'), 'UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'Etc/GMT+5'])(
    '%s is one',
    (name) => {
      expect(isTimeZoneName(name)).toBe(true);
    },
  );

  it.each([
    '',
    'utc',
    'europe/berlin',
    '+02:00',
    'Mars/Olympus',
    'Europe/Berlin; DROP TABLE tenants',
    7,
    null,
    undefined,
  ])('%p is none', (name) => {
    expect(isTimeZoneName(name)).toBe(false);
  });
});
