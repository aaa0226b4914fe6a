import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { packageProgram } from '../processes/package-program.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import type { Step, StepResult } from './step.ts';

interface JestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numRuntimeErrorTestSuites: number;
  testResults: { status: string; name: string; message: string }[];
}

/** Nest 12 consists of ES modules, which Jest loads with this flag only. */
const NODE_FLAGS = [
  '--experimental-vm-modules',
  '--disable-warning=ExperimentalWarning',
  '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
];

/** One project of jest.config.ts. A file that could not even be loaded counts as one failed test. */
export function jestStep(project: string, workers: number, more: Partial<Step> = {}): Step {
  return { name: project, ...more, run: () => runJest(project, workers) };
}

async function runJest(project: string, workers: number): Promise<StepResult> {
  const directory = join(WORKSPACE_ROOT, '.cache', 'test');
  mkdirSync(directory, { recursive: true });
  const reportFile = join(directory, `${project}.json`);
  rmSync(reportFile, { force: true });
  // A test that leaves something open is told by its result; the run must come to its end all the same.
  const options = ['--selectProjects', project, `--maxWorkers=${workers}`, '--passWithNoTests', '--ci', '--forceExit'];
  const output = await collect([
    ...NODE_FLAGS,
    packageProgram('jest'),
    ...options,
    '--json',
    `--outputFile=${reportFile}`,
  ]);
  if (!existsSync(reportFile)) return { passed: 0, failed: 1, output: output.text };
  const report = JSON.parse(readFileSync(reportFile, 'utf8')) as JestReport;
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const messages = report.testResults.filter(({ status }) => status === 'failed').map(({ message }) => message);
  // Jest may fail without a failed test: a global setup or teardown, an open handle that was killed.
  if (failed === 0 && output.code !== 0) return { passed: report.numPassedTests, failed: 1, output: output.text };
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, output: messages.join('\n') };
}

async function collect(args: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, args, { cwd: WORKSPACE_ROOT, stdio: ['ignore', 'ignore', 'pipe'] });
  let text = '';
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject);
    child.once('close', settle);
  });
  return { code, text };
}
