import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import angular from 'angular-eslint';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

import { importRestrictions, JOURNEY_BOUNDARIES, LAYER_BOUNDARIES } from './tools/lint/boundaries.ts';
import { ENVIRONMENT_READERS, NO_ENVIRONMENT, SIZE_SYNTAX, TYPESCRIPT_RULES } from './tools/lint/typescript-rules.ts';

const SPECS = ['**/*.spec.ts', '**/testing/**/*.ts', '**/e2e/**/*.ts', '**/*.harness.ts'];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      '.nx/',
      '.angular/',
      '.cache/',
      '.data/',
      'artifacts/',
      'libs/api-client/src/',
      'tools/lint-fixtures/',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { '@nx': nx },
    rules: {
      ...TYPESCRIPT_RULES,
      '@nx/enforce-module-boundaries': ['error', LAYER_BOUNDARIES],
      'no-restricted-syntax': ['error', ...SIZE_SYNTAX, NO_ENVIRONMENT],
    },
  },
  { files: ['backend/e2e/**/*.ts'], rules: { '@nx/enforce-module-boundaries': ['error', JOURNEY_BOUNDARIES] } },
  { files: ENVIRONMENT_READERS, rules: { 'no-restricted-syntax': ['error', ...SIZE_SYNTAX] } },
  ...importRestrictions().map(({ files, patterns }) => ({
    files,
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] },
  })),
  {
    files: ['portal/**/*.ts', 'libs/ui/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: ['app', 'k'], style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: ['app', 'k'], style: 'camelCase' }],
      // A browser has no other log.
      'no-console': ['error', { allow: ['error'] }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['portal/**/*.html', 'libs/ui/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  {
    files: SPECS,
    rules: {
      'max-lines-per-function': 'off',
      // What a test parses or matches is asserted, not typed.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Jest's matchers take methods as they are.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  {
    files: ['**/*.cjs'],
    languageOptions: {
      sourceType: 'commonjs',
      globals: {
        require: 'readonly',
        module: 'writable',
        __dirname: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
      },
    },
  },
  prettier,
);
