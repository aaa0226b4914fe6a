/**
 * Who may import whom, in one place. `tools/lint/boundaries.spec.ts` breaks each rule on purpose, so that none can go dead.
 * Data flows downward: app → entry → flow → domain → platform → contracts.
 */

interface LayerRule {
  sourceTag: string;
  onlyDependOnLibsWithTags?: string[];
  notDependOnLibsWithTags?: string[];
}

const BELOW_DOMAIN = ['layer:platform', 'layer:contracts'];

/** The tags stand in each project.json. */
const LAYER_RULES: LayerRule[] = [
  {
    sourceTag: 'layer:app',
    onlyDependOnLibsWithTags: ['layer:entry', 'layer:flow', 'layer:domain', ...BELOW_DOMAIN],
  },
  { sourceTag: 'layer:entry', onlyDependOnLibsWithTags: ['layer:flow', 'layer:domain', ...BELOW_DOMAIN] },
  { sourceTag: 'layer:flow', onlyDependOnLibsWithTags: ['layer:flow', 'layer:domain', ...BELOW_DOMAIN] },
  { sourceTag: 'layer:domain', onlyDependOnLibsWithTags: ['layer:domain', ...BELOW_DOMAIN] },
  { sourceTag: 'layer:platform', onlyDependOnLibsWithTags: BELOW_DOMAIN },
  { sourceTag: 'layer:contracts', onlyDependOnLibsWithTags: ['layer:contracts'] },
  { sourceTag: 'layer:portal', onlyDependOnLibsWithTags: ['layer:ui', 'layer:api-client', 'layer:contracts'] },
  { sourceTag: 'layer:ui', onlyDependOnLibsWithTags: ['layer:ui', 'layer:contracts'] },
  { sourceTag: 'layer:api-client', onlyDependOnLibsWithTags: ['layer:api-client'] },
  { sourceTag: 'layer:sandbox', onlyDependOnLibsWithTags: ['layer:sandbox'] },
  { sourceTag: 'layer:tools', onlyDependOnLibsWithTags: ['layer:tools'] },
  // An agent must be able to exist before, and after, any channel.
  { sourceTag: 'module:agents', notDependOnLibsWithTags: ['module:channels'] },
  // Onboarding starts conversations; a conversation must not care how its agent came to be.
  { sourceTag: 'module:conversations', notDependOnLibsWithTags: ['module:onboarding'] },
];

/** The options of `@nx/enforce-module-boundaries`, which also forbids cycles and relative imports of another project. */
export const LAYER_BOUNDARIES = {
  // The version that the product tells stands in the root's package.json.
  allow: ['../../../package.json'],
  enforceBuildableLibDependency: false,
  depConstraints: LAYER_RULES,
};

/** Journeys over HTTP stand beside the backend and drive the sandbox and its tools, which the backend itself never does. */
export const JOURNEY_BOUNDARIES = {
  ...LAYER_BOUNDARIES,
  allow: [...LAYER_BOUNDARIES.allow, '../../sandbox/**', '../../tools/**'],
};

/** A kind of import that the files of some folder must not have. */
interface RestrictedImport {
  regex: string;
  message: string;
}

/** Provider SDKs have one home each, so that a provider's change has one place to be answered in. */
const OWNED_PACKAGES: (RestrictedImport & { owner: string })[] = [
  { regex: '^stripe(/|$)', owner: 'backend/modules/billing', message: 'Only billing talks to Stripe.' },
  { regex: '^@slack/', owner: 'backend/modules/channels', message: 'Only channels talks to Slack.' },
  { regex: '^(ai|@ai-sdk)(/|$)', owner: 'backend/modules/models', message: 'Only models talks to language models.' },
  { regex: '^@modelcontextprotocol/', owner: 'backend/modules/toolbox', message: 'Only toolbox talks to MCP servers.' },
];

const DEEP_IMPORT: RestrictedImport = {
  regex: '^@konstruct/(?!(platform|toolbox)/testing$)[^/]+/',
  message: "Import from the project's index.ts: what it does not export is its own business.",
};

const TEST_SUPPORT: RestrictedImport = {
  regex: String.raw`^(@konstruct/(platform|toolbox)/testing|@nestjs/testing|\.{1,2}/(.*/)?testing(/.*)?)$`,
  message: 'Test support stays out of the product.',
};

const PURE: RestrictedImport = {
  regex: '^(@nestjs/.*|typeorm|pg|graphile-worker|rxjs|@angular/.*|node:.*)(/|$)',
  message: 'This library is pure TypeScript: both the backend and the browser run it.',
};

const BROWSER: RestrictedImport = {
  regex: '^(@nestjs/.*|typeorm|pg|graphile-worker|node:.*)(/|$)',
  message: 'This runs in a browser.',
};

/** The imports that the files below some folder must not have. */
export interface ImportRestriction {
  files: string[];
  patterns: RestrictedImport[];
}

/**
 * The restrictions for each folder. ESLint lets the last matching entry win and merges nothing, so each entry is complete;
 * specs come last because they may reach for test support.
 */
export function importRestrictions(): ImportRestriction[] {
  const owners = OWNED_PACKAGES.map(({ owner }) => owner);
  const product: ImportRestriction[] = [
    { files: ['**/*.ts'], patterns: [DEEP_IMPORT, TEST_SUPPORT, ...foreignPackages()] },
    ...owners.map((owner) => ({
      files: [`${owner}/**/*.ts`],
      patterns: [DEEP_IMPORT, TEST_SUPPORT, ...foreignPackages(owner)],
    })),
    { files: ['libs/contracts/**/*.ts'], patterns: [DEEP_IMPORT, PURE, ...foreignPackages()] },
    { files: ['libs/ui/**/*.ts', 'portal/**/*.ts'], patterns: [DEEP_IMPORT, BROWSER, ...foreignPackages()] },
  ];
  const specs: ImportRestriction[] = [
    {
      files: ['backend/**/*.spec.ts', 'backend/**/testing/**/*.ts', 'backend/e2e/**/*.ts'],
      patterns: [DEEP_IMPORT, ...foreignPackages()],
    },
    ...owners.map((owner) => ({
      files: [`${owner}/**/*.spec.ts`, `${owner}/testing/**/*.ts`],
      patterns: [DEEP_IMPORT, ...foreignPackages(owner)],
    })),
    // The sandbox proves itself against the real client libraries.
    { files: ['sandbox/**/*.spec.ts', 'sandbox/testing/**/*.ts'], patterns: [DEEP_IMPORT] },
  ];
  return [...product, ...specs];
}

function foreignPackages(folder?: string): RestrictedImport[] {
  return OWNED_PACKAGES.filter(({ owner }) => owner !== folder).map(({ regex, message }) => ({ regex, message }));
}
