import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Config } from 'jest';

type ProjectConfig = Exclude<NonNullable<Config['projects']>[number], string>;

const root = process.cwd();

/** The aliases stand once, in tsconfig.base.json. */
function aliases(): Record<string, string> {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.base.json'), 'utf8')) as {
    compilerOptions: { paths: Record<string, [string]> };
  };
  return Object.fromEntries(
    Object.entries(compilerOptions.paths).map(([alias, [file]]) => [`^${alias}$`, join(root, file)]),
  );
}

const swc = [
  '@swc/jest',
  {
    swcrc: false,
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs' },
  },
] as const;

const IN_MEMORY = ['backend', 'libs/contracts', 'sandbox', 'tools', 'bench'];
const NEEDS_MORE = [
  '\\.medium\\.spec\\.ts$',
  '\\.contract\\.spec\\.ts$',
  '\\.e2e\\.spec\\.ts$',
  '\\.journey\\.spec\\.ts$',
];

function node(displayName: string, testMatch: string[], more: ProjectConfig = {}): ProjectConfig {
  return {
    displayName,
    rootDir: root,
    testEnvironment: 'node',
    testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
    testPathIgnorePatterns: ['/node_modules/', '/dist/', '/lint-fixtures/'],
    modulePathIgnorePatterns: ['<rootDir>/(dist|\\.nx|\\.data|\\.angular|\\.cache|artifacts)/'],
    transform: { '^.+\\.ts$': [...swc] },
    moduleNameMapper: aliases(),
    ...more,
  };
}

/** Angular is transformed by its own compiler; its packages are ES modules that Node requires as they are. */
const portal: ProjectConfig = {
  displayName: 'portal',
  rootDir: root,
  roots: ['<rootDir>/portal', '<rootDir>/libs/ui'],
  testMatch: ['**/*.spec.ts'],
  testEnvironment: 'jsdom',
  setupFilesAfterEnv: ['<rootDir>/portal/jest.setup.ts'],
  transformIgnorePatterns: ['/node_modules/'],
  transform: {
    '^.+\\.(ts|html|svg)$': [
      'jest-preset-angular',
      { tsconfig: '<rootDir>/portal/tsconfig.spec.json', stringifyContentPathRegex: '\\.(html|svg)$' },
    ],
  },
  moduleNameMapper: aliases(),
};

const postgres: ProjectConfig = {
  globalSetup: '<rootDir>/tools/test/postgres.global-setup.ts',
  globalTeardown: '<rootDir>/tools/test/postgres.global-teardown.ts',
};

const config: Config = {
  maxWorkers: '100%',
  testTimeout: 30_000,
  projects: [
    node(
      'unit',
      IN_MEMORY.map((folder) => `${folder}/**/*.spec.ts`),
      {
        testPathIgnorePatterns: ['/node_modules/', '/dist/', '/lint-fixtures/', ...NEEDS_MORE],
      },
    ),
    node('medium', ['{backend,sandbox,tools,bench}/**/*.medium.spec.ts', 'backend/e2e/**/*.e2e.spec.ts'], postgres),
    node('journey', ['e2e/**/*.journey.ts']),
    node('contract', ['{backend,sandbox,tools}/**/*.contract.spec.ts']),
    portal,
  ],
};

export default config;
