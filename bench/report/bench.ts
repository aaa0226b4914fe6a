/** What a bench found: figures are absolute and only mean something beside the machine; ratios are of one and the same run. */
export interface BenchResult {
  readonly figures: Readonly<Record<string, number>>;
  readonly ratios: Readonly<Record<string, number>>;
  /** What a person reads: a table, the first row its head. */
  readonly table: readonly (readonly string[])[];
  /** Goals that this run missed, in words; empty when all were met. */
  readonly misses: readonly string[];
}

/** How a bench is run. */
export interface BenchOptions {
  /** Ends within 50 seconds, with fewer and shorter rounds. */
  readonly isQuick: boolean;
  /** Says what goes on. */
  readonly note: (text: string) => void;
}

/** A bench: brings up what it measures, measures, and takes it down again. */
export type Bench = (options: BenchOptions) => Promise<BenchResult>;
