import { bucketLabel, bucketName, labelStep } from './bucket-words';

describe('buckets in words', () => {
  it('name a day as a date of the business, wherever the reader is', () => {
    expect(bucketLabel('2026-11-01', 'Pacific/Auckland')).toBe('Nov 1');
    expect(bucketName('2026-11-01', 'Pacific/Auckland')).toBe('Sun, Nov 1, 2026');
  });

  it("name an hour in the business's zone, half-hour zones too, and tell the two of a clock change apart", () => {
    expect(bucketLabel('2026-11-21T09:00:00.000Z', 'Asia/Kolkata')).toMatch(/^(14|02):30/);
    const names = ['2026-10-25T00:00:00.000Z', '2026-10-25T01:00:00.000Z'].map((hour) =>
      bucketName(hour, 'Europe/Berlin'),
    );
    expect(new Set(names).size).toBe(2);
  });

  it('leave room between labels', () => {
    expect([labelStep(7, 8), labelStep(24, 8), labelStep(90, 8)]).toEqual([1, 3, 12]);
  });
});
