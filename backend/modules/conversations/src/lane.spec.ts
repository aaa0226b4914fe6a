import { laneJob, laneOf } from './lane';

describe('the lane of a message', () => {
  const message = {
    connectionId: 'C1',
    externalChannelId: 'D1',
    isDirect: true,
    threadRoot: null,
    externalId: '17.1',
  };

  it('is the channel where people write directly, whatever the thread', () => {
    expect(laneOf(message)).toBe('C1:D1');
    expect(laneOf({ ...message, threadRoot: '16.9' })).toBe('C1:D1');
  });

  it('is the thread elsewhere, which a message may begin', () => {
    expect(laneOf({ ...message, isDirect: false })).toBe('C1:D1:17.1');
    expect(laneOf({ ...message, isDirect: false, threadRoot: '16.9' })).toBe('C1:D1:16.9');
  });

  it('has one job for later, and one for each cause now', () => {
    expect(laneJob('T1', 'C1:D1')).not.toHaveProperty('key');
    expect(laneJob('T1', 'C1:D1', 500)).toMatchObject({ key: 'lane.work:C1:D1', delayMs: 500 });
  });
});
