import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

import { ESLint, type Linter } from 'eslint';
import tseslint from 'typescript-eslint';

import { refreshProjectGraph } from '../processes/project-graph.ts';
import { WORKSPACE_ROOT } from '../workspace-root.ts';
import { LAYER_BOUNDARIES } from './boundaries.ts';

/**
 * Lints fixtures as if each stood in the folder named beside it, and prints the rules that objected. Reads `[[fixture, folder]]`
 * from the standard input. A program of its own because ESLint loads its configuration in ways that Jest's modules do not support.
 */
async function main(): Promise<void> {
  const cases = JSON.parse(await text(process.stdin)) as [string, string][];
  refreshProjectGraph();
  // The files do not exist where they are taken to stand, so that TypeScript knows nothing about them.
  const untyped = { files: ['**/*.ts'], ...tseslint.configs.disableTypeChecked };
  // Most upward imports also close a cycle, which would hide whether the rule of the layer is alive.
  const acyclic = { ...LAYER_BOUNDARIES, ignoredCircularDependencies: [['*', '*']] };
  const layersOnly: Linter.Config = {
    files: ['**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': ['error', acyclic] },
  };
  const everything = new ESLint({ cwd: WORKSPACE_ROOT, overrideConfig: [untyped] });
  const withoutCycles = new ESLint({ cwd: WORKSPACE_ROOT, overrideConfig: [untyped, layersOnly] });
  const rules: Record<string, string[]> = {};
  for (const [fixture, folder] of cases) {
    const code = readFileSync(join(WORKSPACE_ROOT, 'tools', 'lint-fixtures', `${fixture}.fixture.ts`), 'utf8');
    const name = fixture === 'allowed-in-spec' ? 'fixture.spec.ts' : 'fixture.ts';
    const eslint = fixture.startsWith('cycle') ? everything : withoutCycles;
    const results = await eslint.lintText(code, { filePath: join(WORKSPACE_ROOT, folder, name) });
    rules[fixture] = results.flatMap(({ messages }) =>
      messages.map(({ ruleId, messageId, message }) => (ruleId ? `${ruleId} ${messageId}` : message)),
    );
  }
  process.stdout.write(JSON.stringify(rules));
}

await main();
