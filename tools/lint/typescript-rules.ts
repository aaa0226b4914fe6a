/** Rules of the house for TypeScript, beyond the strict presets. */
export const TYPESCRIPT_RULES = {
  'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 15],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  '@typescript-eslint/consistent-type-imports': 'off',
  '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
  '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
  // Nest modules and Angular components are classes that only a decorator fills.
  '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
  // DTO classes describe plain objects; that is what Nest and OpenAPI need classes for.
  '@typescript-eslint/no-misused-spread': 'off',
  '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
  // A method may be async because its interface is.
  '@typescript-eslint/require-await': 'off',
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  // An empty variable of the environment counts as unset, so that `||` on strings is meant.
  '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
  '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
} as const;

/** Too many parameters hide which is which; a constructor may take more, because a container fills it by type. */
export const SIZE_SYNTAX = [
  {
    selector:
      ':matches(FunctionDeclaration, ArrowFunctionExpression, MethodDefinition[kind!="constructor"] > FunctionExpression)[params.length>5]',
    message: 'More than five parameters: give them a name together.',
  },
  {
    selector: 'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>7]',
    message: 'More than seven things are injected: this class does the work of two.',
  },
];

/** Settings are parsed and validated once at start, so that a wrong one is told by name before anything runs. */
export const NO_ENVIRONMENT = {
  selector: 'MemberExpression[object.name="process"][property.name="env"]',
  message: 'Environment variables are read in *.config.ts only.',
};

/** Where the environment enters: the settings, the two ends that hand it to them, and programs that are not the product. */
export const ENVIRONMENT_READERS = [
  '**/*.config.ts',
  'backend/src/main.ts',
  'backend/src/openapi.ts',
  'backend/src/rotate-keys.ts',
  'backend/src/verify-audit.ts',
  'backend/src/rebuild-usage.ts',
  'backend/src/import-prices.ts',
  'backend/src/detach-usage.ts',
  'backend/e2e/**/*.ts',
  'sandbox/main.ts',
  'ormconfig.ts',
  'tools/**/*.ts',
  'bench/**/*.ts',
  'e2e/**/*.ts',
  '**/testing/**/*.ts',
  '**/*.spec.ts',
];
