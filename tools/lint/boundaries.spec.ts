import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { WORKSPACE_ROOT } from '../workspace-root.ts';

const LAYERS = '@nx/enforce-module-boundaries onlyTagsConstraintViolation';
const NOT_TOGETHER = '@nx/enforce-module-boundaries notTagsConstraintViolation';
const RELATIVE = '@nx/enforce-module-boundaries noRelativeOrAbsoluteImportsAcrossLibraries';
const CYCLE = '@nx/enforce-module-boundaries noCircularDependencies';
const IMPORTS = '@typescript-eslint/no-restricted-imports patternWithCustomMessage';

/** [fixture, where it is taken to stand, the rule that must object]. Each fixture is one import that the house forbids. */
const BROKEN: [string, string, string][] = [
  ['platform-imports-domain', 'backend/platform', LAYERS],
  ['domain-imports-flow', 'backend/modules/usage/src', LAYERS],
  ['domain-imports-entry', 'backend/modules/usage/src', LAYERS],
  ['conversations-import-onboarding', 'backend/modules/conversations/src', NOT_TOGETHER],
  ['flow-imports-entry', 'backend/modules/conversations/src', LAYERS],
  ['contracts-import-platform', 'libs/contracts/src', LAYERS],
  ['agents-import-channels', 'backend/modules/agents/src', NOT_TOGETHER],
  ['module-imports-relatively', 'backend/modules/usage/src', RELATIVE],
  ['cycle', 'backend/platform', CYCLE],
  ['portal-imports-platform', 'portal/src/app/core', LAYERS],
  ['portal-imports-domain', 'portal/src/app/core', LAYERS],
  ['ui-imports-api-client', 'libs/ui/src', LAYERS],
  ['api-client-imports-contracts', 'libs/api-client', LAYERS],
  ['sandbox-imports-contracts', 'sandbox/slack', LAYERS],
  ['sandbox-imports-platform', 'sandbox/slack', LAYERS],
  ['tools-import-platform', 'tools/start', LAYERS],
  ['deep-import', 'backend/modules/usage/src', IMPORTS],
  ['test-support-in-product', 'backend/modules/usage/src', IMPORTS],
  ['stripe-outside-billing', 'backend/modules/usage/src', IMPORTS],
  ['slack-outside-channels', 'backend/modules/onboarding/src', IMPORTS],
  ['slack-in-sandbox', 'sandbox/slack', IMPORTS],
  ['ai-outside-models', 'backend/modules/conversations/src', IMPORTS],
  ['provider-sdk-outside-models', 'backend/modules/agents/src', IMPORTS],
  ['mcp-outside-toolbox', 'backend/modules/conversations/src', IMPORTS],
  ['nest-in-contracts', 'libs/contracts/src', IMPORTS],
  ['typeorm-in-contracts', 'libs/contracts/src', IMPORTS],
  ['nest-in-portal', 'portal/src/app/core', IMPORTS],
  ['environment-outside-config', 'backend/modules/usage/src', 'no-restricted-syntax restrictedSyntax'],
  ['too-many-parameters', 'backend/modules/usage/src', 'no-restricted-syntax restrictedSyntax'],
  ['too-many-injected', 'backend/modules/usage/src', 'no-restricted-syntax restrictedSyntax'],
  ['explicit-any', 'backend/modules/usage/src', '@typescript-eslint/no-explicit-any unexpectedAny'],
  ['long-function', 'backend/modules/usage/src', 'max-lines-per-function exceed'],
];

/** The same imports where they belong: a rule that objects to everything would pass the tests above. */
const ALLOWED: [string, string][] = [
  ['allowed-in-models', 'backend/modules/models/src'],
  ['allowed-in-channels', 'backend/modules/channels/src'],
  ['allowed-in-flow', 'backend/modules/conversations/src'],
  ['allowed-in-spec', 'backend/modules/usage/src'],
];

type RulesByFixture = Record<string, string[]>;

describe('the rules of the house', () => {
  let rules: RulesByFixture;

  beforeAll(() => {
    const cases = [...BROKEN, ...ALLOWED].map(([fixture, folder]) => [fixture, folder]);
    const lint = spawnSync('node', [join('tools', 'lint', 'lint-fixtures.ts')], {
      cwd: WORKSPACE_ROOT,
      input: JSON.stringify(cases),
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    if (lint.status !== 0) throw new Error(lint.stderr.slice(0, 2000));
    rules = JSON.parse(lint.stdout) as RulesByFixture;
  }, 60_000);

  it.each(BROKEN)('%s in %s breaks %s', (fixture, _folder, rule) => {
    expect(rules[fixture]).toContain(rule);
  });

  it.each(ALLOWED)('%s in %s breaks nothing', (fixture) => {
    expect(rules[fixture]).toEqual([]);
  });
});
