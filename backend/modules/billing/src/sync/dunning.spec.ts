import { dunningStep, dunningWords } from './dunning';

const FAILED = new Date('2026-11-01T00:00:00Z');
const END = new Date('2026-11-08T00:00:00Z');
const at = (day: number, hours = 0): Date => new Date(Date.UTC(2026, 10, day, hours));

describe('the ladder after a failed payment: day 0, 3 and 7 (PRTA-05)', () => {
  it.each([
    [at(1), 'failed', at(4)],
    [at(3, 23), 'failed', at(4)],
    [at(4), 'reminder', END],
    [at(7, 23), 'reminder', END],
  ])('on %s it is %s', (now, step, nextAt) => {
    expect(dunningStep('in_grace', FAILED, END, now)).toEqual({ step, nextAt });
  });

  it.each(['grace_over', 'unpaid'] as const)('ends where employees stop: %s', (standing) => {
    expect(dunningStep(standing, FAILED, END, END)).toEqual({ step: 'stopped', nextAt: null });
  });

  it('presses nobody who has left', () => {
    expect(dunningStep('canceled', null, null, at(1))).toEqual({ step: 'ended', nextAt: null });
    expect(dunningWords('ended', 0, '')).toMatchObject({ kind: 'billing.ended', severity: 'warning' });
  });

  it.each(['none', 'trialing', 'active'] as const)('does not begin while nothing is owed: %s', (standing) => {
    expect(dunningStep(standing, null, null, at(1))).toEqual({ step: null, nextAt: null });
  });

  it('leaves out the reminder where the grace period is shorter', () => {
    expect(dunningStep('in_grace', FAILED, at(2), at(1))).toEqual({ step: 'failed', nextAt: at(2) });
  });

  it('says how many days are left, each step in a kind of its own', () => {
    expect(dunningWords('failed', 7, '')).toMatchObject({
      kind: 'billing.payment_failed',
      body: 'Your employees keep working for 7 more days. Pay now, or use another card, before they stop.',
    });
    expect(dunningWords('reminder', 1, '')).toMatchObject({
      kind: 'billing.payment_reminder',
      title: 'A payment is still open: 1 day left',
      body: expect.stringContaining('one more day'),
    });
    expect(dunningWords('stopped', 0, 'The subscription is unpaid.')).toMatchObject({
      kind: 'billing.stopped',
      body: 'The subscription is unpaid. Settings and history stay.',
    });
  });
});
