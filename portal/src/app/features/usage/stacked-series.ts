/** A series as the API gives it: only buckets in which something happened. */
export interface SparseSeries {
  readonly name: string;
  readonly points: readonly { readonly bucket: number; readonly value: number }[];
}

/** A series that is drawn, with its colour and its sum. */
export interface StackedSeries {
  readonly name: string;
  readonly color: string;
  readonly sum: number;
  /** One value per bucket. */
  readonly values: readonly number[];
}

/** More colours than this cannot be told apart. */
const MOST_SERIES = 7;

const OTHERS = 'Others';

/**
 * Fills in the empty buckets and puts the biggest at the bottom; the smallest beyond what can be told apart are one. Two of the
 * same name, such as an employee hired again, are told apart by a number.
 */
export function stackSeries(series: readonly SparseSeries[], bucketCount: number): StackedSeries[] {
  const filled = series
    .map(({ name, points }) => {
      const values = new Array<number>(bucketCount).fill(0);
      for (const { bucket, value } of points) values[bucket] = (values[bucket] ?? 0) + value;
      return { name, values, sum: values.reduce((sum, value) => sum + value, 0) };
    })
    .filter(({ sum }) => sum > 0)
    .sort((a, b) => b.sum - a.sum);
  const shown = filled.length > MOST_SERIES ? filled.slice(0, MOST_SERIES - 1) : filled;
  const rest = filled.slice(shown.length);
  const others = {
    name: OTHERS,
    values: Array.from({ length: bucketCount }, (_, bucket) =>
      rest.reduce((sum, { values }) => sum + (values[bucket] ?? 0), 0),
    ),
    sum: rest.reduce((sum, one) => sum + one.sum, 0),
  };
  return withDistinctNames(rest.length > 0 ? [...shown, others] : shown).map((one, index) => ({
    ...one,
    color: `var(--k-series-${index + 1})`,
  }));
}

function withDistinctNames<T extends { readonly name: string }>(series: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return series.map((one) => {
    const times = (seen.get(one.name) ?? 0) + 1;
    seen.set(one.name, times);
    return times === 1 ? one : { ...one, name: `${one.name} (${times})` };
  });
}
