import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { buildProjects, PRODUCT_PROJECTS } from '../build/build-projects.ts';
import { clientDrift, openApiDrift } from '../openapi/drift.ts';
import { packageProgram } from '../processes/package-program.ts';
import { refreshProjectGraph } from '../processes/project-graph.ts';
import { runScript } from '../processes/run-script.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { jestStep } from './jest-step.ts';
import { checkStep, type Step } from './step.ts';

const CACHE = join(WORKSPACE_ROOT, '.cache');

/** Everything that is type-checked, by the folder whose tsconfig says so; Angular's templates are checked by the build. */
const TYPE_CHECKS = [
  ['types of the backend', 'backend/tsconfig.json'],
  ['types of the sandbox', 'sandbox/tsconfig.json'],
  ['types of the portal and its specs', 'portal/tsconfig.spec.json'],
  ['types of the tools', 'tools/tsconfig.json'],
  ['types of the journeys', 'e2e/tsconfig.json'],
  ['types of the benches', 'bench/tsconfig.json'],
] as const;

/**
 * The quick part, under a minute: what to run before each commit. It trusts the caches of its tools; the long ones come
 * first, and unit specs, which wait now and then, have one worker more than is free.
 */
export function quickPlan(lanes: number): Step[] {
  return [
    jestStep('unit', lanes),
    jestStep('portal', workers(lanes)),
    ...lintSteps(true),
    ...typeSteps(),
    formatStep(true),
  ];
}

/** Everything, in the order that keeps all processors busy: the long ones first, the browser alone at the end. */
export function fullPlan(lanes: number): Step[] {
  return [
    buildStep(),
    ...lintSteps(false),
    jestStep('medium', workers(lanes)),
    ...typeSteps(),
    jestStep('unit', workers(lanes)),
    jestStep('portal', workers(lanes)),
    jestStep('contract', workers(lanes)),
    formatStep(false),
    scriptStep('nothing unused', [packageProgram('knip'), '--no-progress']),
    checkStep('the API client is what the contract says', clientDrift),
    checkStep('the contract is what the code says', openApiDrift, { after: ['build'] }),
    scriptStep('nothing lost while processes die', [join('bench', 'main.ts'), 'chaos', '--quick'], {
      after: ['build'],
    }),
    { ...jestStep('journey', 1), after: ['build'], isExclusive: true },
  ];
}

function buildStep(): Step {
  return checkStep('build', async () => {
    mkdirSync(CACHE, { recursive: true });
    await buildProjects(PRODUCT_PROJECTS, join(CACHE, 'build.log'));
    return undefined;
  });
}

/** In parts, so that they run side by side; the last part is whatever the others are not. */
function lintSteps(isCached: boolean): Step[] {
  const parts = [
    ['lint of the backend', 'backend'],
    ['lint of the portal', 'portal', 'libs'],
    ['lint of the rest', '.', ...['backend', 'portal', 'libs'].map((folder) => `--ignore-pattern=${folder}/**`)],
  ] as const;
  let isGraphFresh = false;
  return parts.map(([name, ...paths], index) =>
    checkStep(name, async () => {
      if (!isGraphFresh) refreshProjectGraph();
      isGraphFresh = true;
      const cache = ['--cache', '--cache-strategy=content', `--cache-location=${join(CACHE, `eslint-${index}`)}`];
      await runScript('eslint', [packageProgram('eslint'), ...paths, ...(isCached ? cache : [])], process.env);
      return undefined;
    }),
  );
}

function formatStep(isCached: boolean): Step {
  const cache = ['--cache', '--cache-strategy=content', `--cache-location=${join(CACHE, 'prettier')}`];
  return scriptStep('format', [
    packageProgram('prettier'),
    '--check',
    '.',
    '--log-level=warn',
    ...(isCached ? cache : []),
  ]);
}

function typeSteps(): Step[] {
  return TYPE_CHECKS.filter(([, file]) => existsSync(join(WORKSPACE_ROOT, file))).map(([name, file]) =>
    scriptStep(name, [
      packageProgram('typescript', 'tsc'),
      ...['-p', file, '--noEmit', '--rootDir', '.', '--incremental', '--pretty', 'false'],
      ...['--tsBuildInfoFile', join(CACHE, 'types', `${file.split('/')[0] ?? ''}.tsbuildinfo`)],
    ]),
  );
}

function scriptStep(name: string, args: string[], more: Partial<Step> = {}): Step {
  const work = async (): Promise<undefined> => {
    await runScript(name, args, process.env);
    return undefined;
  };
  return checkStep(name, work, more);
}

/** Two lanes with one worker each use two processors; on a bigger machine a suite may take more. */
function workers(lanes: number): number {
  return Math.max(1, Math.floor(lanes / 2));
}

/** Steps by name, for `npm test -- lint unit`. */
export function selectSteps(steps: Step[], names: string[]): Step[] {
  if (names.length === 0) return steps;
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0) {
    const known = steps.map(({ name }) => `"${name}"`).join(', ');
    throw new Error(`There is no step ${unknown.map((name) => `"${name}"`).join(', ')}. The steps are ${known}.`);
  }
  const needed = new Set(names);
  for (const step of steps) if (needed.has(step.name)) for (const name of step.after ?? []) needed.add(name);
  return steps.filter(({ name }) => needed.has(name));
}
