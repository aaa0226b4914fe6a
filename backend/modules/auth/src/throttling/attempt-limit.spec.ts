import { isBeyond, networkOf, secondsUntil, subjectOf, type AttemptLimit } from './attempt-limit';

describe('the network of an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::1', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['not an address', 'not an address'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });
});

describe('limits', () => {
  const limit: AttemptLimit = { kind: 'sign_in.account', subject: subjectOf('x'), limit: 10, windowMs: 1_000 };

  it('bear as many attempts as they say', () => {
    expect(isBeyond({ attempts: 10, windowEndsAt: new Date() }, limit)).toBe(false);
    expect(isBeyond({ attempts: 11, windowEndsAt: new Date() }, limit)).toBe(true);
  });

  it.each([
    [1_001, 2],
    [1_000, 1],
    [1, 1],
    [-5, 1],
  ])('say to wait for %d ms as %d s', (milliseconds, seconds) => {
    const now = new Date('2026-11-21T09:30:00.000Z');
    expect(secondsUntil(new Date(now.getTime() + milliseconds), now)).toBe(seconds);
  });
});
