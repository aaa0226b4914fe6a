import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';

import { fullPlan, quickPlan, selectSteps } from './plan.ts';
import type { Step, StepResult } from './step.ts';
import { StepRunner } from './step-runner.ts';

/** `npm test [-- names of steps]` and, with `--quick`, `npm run check`. The last line is `N passed, N failed`. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options: { quick: { type: 'boolean' } }, allowPositionals: true });
  const lanes = Math.max(2, availableParallelism());
  const steps = selectSteps(values.quick === true ? quickPlan(lanes) : fullPlan(lanes), positionals);
  const failures: { step: Step; output: string }[] = [];
  const runner = new StepRunner(steps, lanes, {
    finished(step, result, seconds) {
      print(outcomeLine(step, result, seconds));
      if (result.failed === 0) return;
      failures.push({ step, output: result.output });
      print(indented(result.output));
    },
    waiting: (running) => print(`  … still running: ${running.join(', ')}`),
  });
  const { passed, failed } = await runner.run();
  if (failures.length > 0) print(`\nFailed: ${failures.map(({ step }) => step.name).join(', ')} (details above)`);
  print(`${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function outcomeLine(step: Step, { passed, failed, skipped = 0 }: StepResult, seconds: number): string {
  const skips = skipped > 0 ? `, ${skipped} skipped` : '';
  const counts = passed + failed > 1 ? `: ${passed} passed, ${failed} failed${skips}` : skips;
  return `${failed === 0 ? '✓' : '✗'} ${step.name}${counts} (${seconds.toFixed(1)} s)`;
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n');
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
