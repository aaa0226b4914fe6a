import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import addFormats from 'ajv-formats';
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import type { Json } from './control';

/** The providers' own descriptions and payloads, which stand beside the project and not in it. */
export const CONTRACTS_DIR = process.env.CONTRACTS_DIR ?? resolve(__dirname, '..', '..', '..', 'shared', 'contracts');
export const hasContracts = existsSync(CONTRACTS_DIR);

export function readContract(...path: string[]): Json {
  return JSON.parse(readFileSync(join(CONTRACTS_DIR, ...path), 'utf8')) as Json;
}

export function listContracts(folder: string): string[] {
  return readdirSync(join(CONTRACTS_DIR, folder)).filter((file) => file.endsWith('.json'));
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A copy in which an object may have no other properties than those that are described. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (!isObject(schema)) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([name, value]) => [name, closed(value)]));
  const isOpen = isObject(copy.properties) && copy.additionalProperties === undefined && copy.allOf === undefined;
  return isOpen ? { ...copy, additionalProperties: false } : copy;
}

/** Every name of a property, however deep. */
export function allNames(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(allNames);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [name, ...allNames(inner)]);
}

/** Dotted names of what the sample has and the answer has not. */
export function missingFields(sample: unknown, answer: unknown, at = ''): string[] {
  if (Array.isArray(sample))
    return sample.length > 0 ? missingFields(sample[0], (answer as unknown[] | undefined)?.[0], at) : [];
  if (typeof sample !== 'object' || sample === null) return [];
  return Object.entries(sample).flatMap(([name, value]) => {
    const field = at === '' ? name : `${at}.${name}`;
    if (typeof answer !== 'object' || answer === null || !(name in answer)) return [field];
    return missingFields(value, (answer as Json)[name], field);
  });
}

/**
 * One document of schemas, held strictly unless it says otherwise: an unknown property is a mistake. Descriptions that choose
 * by `if` cannot be closed; there the names have to be looked at apart.
 */
export class ContractSchemas {
  private readonly ajv = addFormats(
    new Ajv2020({ strict: false, allErrors: true, formats: { unixtime: true, binary: true } }),
  );
  private readonly compiled = new Map<string, ValidateFunction>();

  constructor(
    document: Json,
    private readonly pointer: string,
    { isClosed }: { isClosed: boolean } = { isClosed: true },
  ) {
    this.ajv.addSchema(isClosed ? (closed(document) as Json) : document, 'contract');
  }

  /** What is wrong with a value; empty when nothing is. */
  problems(name: string, value: unknown): string[] {
    const known = this.compiled.get(name);
    const validate = known ?? this.ajv.compile({ $ref: `contract#${this.pointer}/${name}` });
    this.compiled.set(name, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) => `${name}${instancePath} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  }
}
