import { cleanEnv, type CleanedEnv, type Spec, type ValidatorSpec } from 'envalid';

/** The declared environment variables of one part of the product: name → envalid validator. */
export type SettingSpecs = Record<string, ValidatorSpec<unknown>>;

/** A titled group of environment variables; each module declares its own in a `*.config.ts`. */
export interface SettingsGroup<S extends SettingSpecs = SettingSpecs> {
  readonly title: string;
  readonly specs: S;
  /** Cross-field rules; each returned line is one configuration error. */
  readonly check?: (settings: CleanedEnv<S>) => string[];
}

/** Raised once at start with every wrong variable in it, so that an operator fixes all of them in one go. */
export class ConfigurationError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `Konstruct cannot start: the configuration is not valid.\n${problems.map((line) => `  - ${line}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
  }
}

/** Declares a group of environment variables; types flow from the validators. */
export function defineSettings<S extends SettingSpecs>(
  title: string,
  specs: S,
  check?: (settings: CleanedEnv<S>) => string[],
): SettingsGroup<S> {
  return { title, specs, check };
}

/** Parses one group; throws ConfigurationError that names each variable and what it should be. */
export function readSettings<S extends SettingSpecs>(
  group: SettingsGroup<S>,
  environment: NodeJS.ProcessEnv,
): CleanedEnv<S> {
  const problems: string[] = [];
  const settings = cleanEnv(withoutEmpty(environment), group.specs, {
    reporter: ({ errors }) => {
      for (const [name, error] of Object.entries(errors)) {
        if (error) problems.push(describeProblem(name, group.specs[name], error));
      }
    },
  });
  if (problems.length === 0) problems.push(...(group.check?.(settings) ?? []));
  if (problems.length > 0) throw new ConfigurationError(problems);
  return { ...settings }; // a plain object: envalid's own throws on what Nest's container asks of any value
}

/** Parses every group and reports the problems of all of them together. */
export function checkAllSettings(groups: readonly SettingsGroup[], environment: NodeJS.ProcessEnv): void {
  const problems: string[] = [];
  for (const group of groups) {
    try {
      readSettings(group, environment);
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(...error.problems);
    }
  }
  // Several groups read the same variable; it is wrong once.
  if (problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
}

/** `FOO=` in an env file means "not set", never "set to nothing". */
function withoutEmpty(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
}

function describeProblem(name: string, spec: Spec<unknown> | undefined, error: Error): string {
  const state = error.name === 'EnvMissingError' ? 'is missing' : `is wrong (${error.message})`;
  const purpose = spec?.desc ? ` It is ${lowerFirst(spec.desc)}` : '';
  const example = spec?.example ? ` For example: ${spec.example}` : '';
  return `${name} ${state}.${purpose}${example}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
