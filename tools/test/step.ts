/** What one step of the test run found. A step that is no test suite counts as one test. */
export interface StepResult {
  passed: number;
  failed: number;
  /** Tests that need something this machine lacks; told, so that nobody takes them for passed. */
  skipped?: number;
  /** Why it failed, as the tool said it; printed only then. */
  output: string;
}

/** One part of the test run. */
export interface Step {
  name: string;
  /** Names of steps that must have passed before. */
  after?: string[];
  /** Runs alone because it measures time or needs the whole machine. */
  isExclusive?: boolean;
  run(): Promise<StepResult>;
}

/** A step that passes when the work does, and fails with what it threw or returned. */
export function checkStep(name: string, work: () => Promise<string | undefined>, more: Partial<Step> = {}): Step {
  return {
    name,
    ...more,
    async run() {
      try {
        const problem = await work();
        return problem === undefined ? { passed: 1, failed: 0, output: '' } : { passed: 0, failed: 1, output: problem };
      } catch (error) {
        return { passed: 0, failed: 1, output: error instanceof Error ? error.message : String(error) };
      }
    },
  };
}
