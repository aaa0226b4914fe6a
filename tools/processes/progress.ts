/** Tells the person who waits what is being done and how long it took. */
export interface Progress {
  /** Runs one step between "… name" and "✓ name in 1.2 s". */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** A line in between. */
  note(text: string): void;
}

/** Progress on a console: on a terminal the running step is shown and then replaced by its outcome. */
export function consoleProgress(output: NodeJS.WriteStream = process.stdout): Progress {
  const clear = (): void => {
    if (output.isTTY) output.write('\r\u001B[2K');
  };
  return {
    async step(name, work) {
      const startedAt = performance.now();
      if (output.isTTY) output.write(`… ${name}`);
      try {
        const result = await work();
        clear();
        output.write(`✓ ${name} in ${seconds(startedAt)}\n`);
        return result;
      } catch (error) {
        clear();
        output.write(`✗ ${name} failed after ${seconds(startedAt)}\n`);
        throw error;
      }
    },
    note(text) {
      clear();
      output.write(`${text}\n`);
    },
  };
}

/** For tests and benches, which have their own way to report. */
export const SILENT_PROGRESS: Progress = { step: (_name, work) => work(), note: () => undefined };

function seconds(startedAt: number): string {
  return `${((performance.now() - startedAt) / 1000).toFixed(1)} s`;
}
