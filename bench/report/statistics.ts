/** The value below which the given share (0 to 1) of the sample lies, by nearest rank. */
export function percentile(sample: readonly number[], share: number): number {
  if (sample.length === 0) return Number.NaN;
  const sorted = [...sample].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** The middle one, which one disturbed round does not move. */
export function median(sample: readonly number[]): number {
  return percentile(sample, 0.5);
}

/** Rounded for people and JSON. */
export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
