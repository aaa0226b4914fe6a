import { invalidArguments } from '../slack-api-error';

export type ArgumentType = 'string' | 'boolean' | 'integer' | 'json' | 'list';

/** What a method takes; a name that ends in `!` is required. */
export type ArgumentSpec = Record<string, ArgumentType>;

/** Every method takes a token as an argument as well as in the header. */
const ALWAYS_ALLOWED = new Set(['token']);

type Value = string | number | boolean | unknown[] | Record<string, unknown>;

function parseBoolean(raw: unknown): boolean | undefined {
  if (typeof raw === 'boolean') return raw;
  if (raw === 'true' || raw === '1' || raw === 1) return true;
  return raw === 'false' || raw === '0' || raw === 0 ? false : undefined;
}

function parseInteger(raw: unknown): number | undefined {
  const number = typeof raw === 'string' && raw.trim() !== '' ? Number(raw) : raw;
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
}

function parseJson(raw: unknown): Value | undefined {
  if (typeof raw === 'object' && raw !== null) return raw as Value;
  if (typeof raw !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null ? (value as Value) : undefined;
  } catch {
    return undefined;
  }
}

function parseList(raw: unknown): string[] | undefined {
  const parsed = typeof raw === 'string' && raw.startsWith('[') ? parseJson(raw) : raw;
  if (Array.isArray(parsed)) return parsed.map(String);
  return typeof parsed === 'string' ? parsed.split(',').map((part) => part.trim()) : undefined;
}

function parseString(raw: unknown): string | undefined {
  return typeof raw === 'string' || typeof raw === 'number' ? String(raw) : undefined;
}

const PARSERS: Record<ArgumentType, (raw: unknown) => Value | undefined> = {
  string: parseString,
  boolean: parseBoolean,
  integer: parseInteger,
  json: parseJson,
  list: parseList,
};

/** A call's arguments after they were checked against what the method takes. */
export class MethodArguments {
  private constructor(private readonly values: ReadonlyMap<string, Value>) {}

  /** Collects everything that is wrong, as Slack does, before it refuses the call. */
  static parse(spec: ArgumentSpec, raw: Record<string, unknown>): MethodArguments {
    const types = new Map(Object.entries(spec).map(([name, type]) => [name.replace(/!$/, ''), type]));
    const problems: string[] = [];
    const values = new Map<string, Value>();
    for (const [name, value] of Object.entries(raw)) {
      const type = types.get(name);
      if (ALWAYS_ALLOWED.has(name) || value === null || value === undefined) continue;
      if (!type) {
        problems.push(`[ERROR] unknown argument: ${name} [json-pointer:/${name}]`);
        continue;
      }
      const parsed = PARSERS[type](value);
      if (parsed === undefined) problems.push(`[ERROR] must provide a valid ${type} [json-pointer:/${name}]`);
      else values.set(name, parsed);
    }
    for (const name of Object.keys(spec).filter((key) => key.endsWith('!'))) {
      const plain = name.slice(0, -1);
      if (!values.has(plain) && !(plain in raw)) problems.push(`[ERROR] missing required field: ${plain}`);
    }
    if (problems.length > 0) throw invalidArguments(problems);
    return new MethodArguments(values);
  }

  text(name: string): string | undefined {
    const value = this.values.get(name);
    return typeof value === 'string' ? value : undefined;
  }

  flag(name: string): boolean {
    return this.values.get(name) === true;
  }

  /** False only when the caller said so. */
  isNotOff(name: string): boolean {
    return this.values.get(name) !== false;
  }

  count(name: string): number | undefined {
    const value = this.values.get(name);
    return typeof value === 'number' ? value : undefined;
  }

  list(name: string): string[] | undefined {
    const value = this.values.get(name);
    return Array.isArray(value) ? value.map(String) : undefined;
  }

  array(name: string): unknown[] | undefined {
    const value = this.values.get(name);
    return Array.isArray(value) ? value : undefined;
  }

  object(name: string): Record<string, unknown> | undefined {
    const value = this.values.get(name);
    return typeof value === 'object' && !Array.isArray(value) ? value : undefined;
  }

  has(name: string): boolean {
    return this.values.has(name);
  }
}
