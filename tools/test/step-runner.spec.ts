import { setTimeout as delay } from 'node:timers/promises';

import { checkStep, type Step, type StepResult } from './step.ts';
import { StepRunner } from './step-runner.ts';

describe('a run of several steps', () => {
  let log: string[];
  let outputs: Record<string, string>;

  beforeEach(() => {
    log = [];
    outputs = {};
  });

  function step(name: string, more: Partial<Step> = {}, problem?: string): Step {
    return checkStep(
      name,
      async () => {
        log.push(`start ${name}`);
        await delay(5);
        log.push(`end ${name}`);
        return problem;
      },
      more,
    );
  }

  async function run(steps: Step[], lanes = 2): Promise<{ passed: number; failed: number }> {
    const finished = (finishedStep: Step, result: StepResult): void => {
      outputs[finishedStep.name] = result.output;
    };
    return new StepRunner(steps, lanes, { finished, waiting: () => undefined }).run();
  }

  it('adds up what each step found', async () => {
    const suite: Step = { name: 'suite', run: async () => ({ passed: 7, failed: 2, output: 'two' }) };
    expect(await run([step('lint'), suite, step('types', {}, 'wrong')])).toEqual({ passed: 8, failed: 3 });
  });

  it('runs side by side, but never more than it has lanes for', async () => {
    await run([step('a'), step('b'), step('c')]);
    expect(log.slice(0, 2)).toEqual(['start a', 'start b']);
    expect(log.indexOf('start c')).toBeGreaterThan(log.indexOf('end a'));
  });

  it('waits for what a step needs, and lets it fail with that', async () => {
    expect(await run([step('journey', { after: ['build'] }), step('build', {}, 'broken')])).toEqual({
      passed: 0,
      failed: 2,
    });
    expect(log).not.toContain('start journey');
    expect(outputs['journey']).toBe('Not run, because it needs "build".');
  });

  it('leaves an exclusive step alone', async () => {
    await run([step('a'), step('alone', { isExclusive: true }), step('b')]);
    expect(log.indexOf('end alone') - log.indexOf('start alone')).toBe(1);
  });

  it('counts a step that throws as failed', async () => {
    const throwing = checkStep('throwing', () => Promise.reject(new Error('no such program')));
    expect(await run([throwing])).toEqual({ passed: 0, failed: 1 });
    expect(outputs['throwing']).toBe('no such program');
  });
});
