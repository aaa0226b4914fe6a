import { median, percentile, rounded } from './statistics.ts';

describe('statistics of a bench', () => {
  it('takes percentiles by nearest rank, whatever the order', () => {
    const sample = [5, 1, 4, 2, 3];
    expect([percentile(sample, 0), percentile(sample, 0.5), percentile(sample, 0.99)]).toEqual([1, 3, 5]);
  });

  it('is not moved by one disturbed round', () => {
    expect(median([10, 11, 900])).toBe(11);
  });

  it('says that nothing was measured', () => {
    expect(median([])).toBeNaN();
  });

  it('rounds for people', () => {
    expect(rounded(0.70499)).toBe(0.7);
  });
});
