import { callDateOf } from './call-date';

const at = (instant: string): Date => new Date(instant);
const day = (date: string, resetsAt: string): object => ({ date, resetsAt: at(resetsAt) });

describe('the day that API calls are counted on', () => {
  const losAngeles = callDateOf(at('2026-11-21T02:30:00Z'), 'America/Los_Angeles', null);

  it('is the one of the business', () => {
    expect(losAngeles).toEqual(day('2026-11-20', '2026-11-21T08:00:00Z'));
    const next = callDateOf(at('2026-11-21T08:00:00Z'), 'America/Los_Angeles', losAngeles);
    expect(next).toEqual(day('2026-11-21', '2026-11-22T08:00:00Z'));
    const later = callDateOf(at('2026-11-30T09:00:00Z'), 'America/Los_Angeles', next);
    expect(later).toEqual(day('2026-11-30', '2026-12-01T08:00:00Z'));
  });

  it('is as short as the clocks make it', () => {
    const before = callDateOf(at('2026-03-07T12:00:00Z'), 'America/Los_Angeles', null);
    const short = callDateOf(at('2026-03-08T12:00:00Z'), 'America/Los_Angeles', before);
    expect(short).toEqual(day('2026-03-08', '2026-03-09T07:00:00Z'));
  });

  it('stays in force after a move to the east, and the next is a whole one', () => {
    expect(callDateOf(at('2026-11-21T07:59:59Z'), 'Asia/Tokyo', losAngeles)).toEqual(losAngeles);
    const next = callDateOf(at('2026-11-21T08:00:00Z'), 'Asia/Tokyo', losAngeles);
    expect(next).toEqual(day('2026-11-22', '2026-11-22T15:00:00Z'));
    expect(callDateOf(at('2026-11-22T15:00:00Z'), 'Asia/Tokyo', { ...next })).toEqual(
      day('2026-11-23', '2026-11-23T15:00:00Z'),
    );
  });

  it('is no day of before after a move to the west', () => {
    const tokyo = callDateOf(at('2026-11-21T02:30:00Z'), 'Asia/Tokyo', null);
    expect(tokyo).toEqual(day('2026-11-21', '2026-11-21T15:00:00Z'));
    const next = callDateOf(at('2026-11-21T15:00:00Z'), 'America/Los_Angeles', tokyo);
    expect(next).toEqual(day('2026-11-22', '2026-11-23T08:00:00Z'));
  });
});
