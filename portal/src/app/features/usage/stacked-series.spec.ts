import { SparseSeries, stackSeries } from './stacked-series';

const series = (name: string, ...points: [number, number][]): SparseSeries => ({
  name,
  points: points.map(([bucket, value]) => ({ bucket, value })),
});

describe('stacked series', () => {
  it('fill the buckets in which nothing happened, the biggest first', () => {
    const stacked = stackSeries([series('Nora', [1, 2]), series('Ben', [0, 5], [2, 1])], 3);
    expect(stacked.map(({ name, values, sum }) => [name, values, sum])).toEqual([
      ['Ben', [5, 0, 1], 6],
      ['Nora', [0, 2, 0], 2],
    ]);
  });

  it('leave out who used nothing', () => {
    expect(stackSeries([series('Nora'), series('Ben', [0, 0])], 2)).toEqual([]);
  });

  it('keep every figure when there are more than colours', () => {
    const many = Array.from({ length: 20 }, (_, index) => series(`Employee ${index}`, [index % 4, index + 1]));
    const stacked = stackSeries(many, 4);
    expect(stacked).toHaveLength(7);
    expect(stacked.at(-1)?.name).toBe('Others');
    expect(stacked.reduce((sum, one) => sum + one.sum, 0)).toBe(210);
    expect(stacked.flatMap(({ values }) => values).reduce((sum, value) => sum + value)).toBe(210);
    expect(new Set(stacked.map(({ color }) => color)).size).toBe(7);
  });

  it('tell two of the same name apart', () => {
    expect(stackSeries([series('Mia', [0, 2]), series('Mia', [0, 1])], 1).map(({ name }) => name)).toEqual([
      'Mia',
      'Mia (2)',
    ]);
  });
});
