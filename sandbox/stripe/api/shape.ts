import { invalidRequest } from '../stripe-error';
import type { Metadata } from '../state/stripe-objects';

/**
 * What a request may say. A parameter that is not in its shape is refused by name, as Stripe does it: a typing mistake shows, and
 * so does whatever the sandbox cannot do.
 */
export interface Shape {
  [name: string]: FieldShape;
}
export type FieldShape = 'string' | 'integer' | 'number' | 'boolean' | 'metadata' | readonly [FieldShape] | Shape;

type Value<TField> = TField extends 'string'
  ? string
  : TField extends 'integer' | 'number'
    ? number
    : TField extends 'boolean'
      ? boolean
      : TField extends 'metadata'
        ? Metadata
        : TField extends readonly [infer TItem]
          ? Value<TItem>[]
          : Parsed<TField>;

export type Parsed<TShape> = { [TName in keyof TShape]?: Value<TShape[TName]> };

const MAX_KEY = 40;
const MAX_VALUE = 500;

export function parseShape<TShape extends Shape>(shape: TShape, raw: Record<string, unknown>): Parsed<TShape> {
  return parseObject(shape, raw, '') as Parsed<TShape>;
}

function parseObject(shape: Shape, raw: Record<string, unknown>, at: string): Record<string, unknown> {
  const parsed: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(raw)) {
    const path = at === '' ? name : `${at}[${name}]`;
    const field = Object.hasOwn(shape, name) ? shape[name] : undefined;
    if (field === undefined) {
      const hint = 'The Stripe sandbox knows only what the product needs.';
      throw invalidRequest(`Received unknown parameter: ${path}. ${hint}`, path, 'parameter_unknown');
    }
    parsed[name] = parseField(field, value, path);
  }
  return parsed;
}

function parseField(field: FieldShape, value: unknown, path: string): unknown {
  if (field === 'metadata') return parseMetadata(value, path);
  if (typeof field === 'string') return parseScalar(field, value, path);
  if (Array.isArray(field)) return parseArray((field as readonly [FieldShape])[0], value, path);
  if (!isRecord(value)) throw invalidRequest('Invalid object', path);
  return parseObject(field as Shape, value, path);
}

function parseArray(field: FieldShape, value: unknown, path: string): unknown[] {
  if (value === '') return [];
  const items = Array.isArray(value) ? (value as unknown[]) : isRecord(value) ? Object.values(value) : null;
  if (items === null) throw invalidRequest('Invalid array', path);
  return items.map((item, index) => parseField(field, item, `${path}[${index}]`));
}

function parseScalar(kind: 'string' | 'integer' | 'number' | 'boolean', value: unknown, path: string): unknown {
  if (typeof value !== 'string') throw invalidRequest(`Invalid ${kind}`, path, `parameter_invalid_${kind}`);
  if (kind === 'string') return value;
  if (kind === 'boolean') {
    if (value === 'true' || value === 'false') return value === 'true';
    throw invalidRequest(`Invalid boolean: ${value}`, path);
  }
  const isNumber = kind === 'integer' ? /^-?\d{1,15}$/.test(value) : /^-?\d{1,12}(\.\d+)?$/.test(value);
  if (!isNumber) throw invalidRequest(`Invalid ${kind}: ${value}`, path, 'parameter_invalid_integer');
  return Number(value);
}

/** An empty value takes a key away; the empty string takes all of them away. */
function parseMetadata(value: unknown, path: string): Metadata {
  if (value === '') return {};
  if (!isRecord(value)) throw invalidRequest('Invalid metadata', path);
  for (const [key, text] of Object.entries(value)) {
    const isFine = typeof text === 'string' && key.length <= MAX_KEY && text.length <= MAX_VALUE;
    if (!isFine) throw invalidRequest(`Metadata values are texts of up to ${MAX_VALUE} characters.`, `${path}[${key}]`);
  }
  return value as Metadata;
}

/** What a request leaves out is null in the answer. */
export function orNull<TValue>(value: TValue | undefined): TValue | null {
  return value ?? null;
}

export function mergeMetadata(before: Metadata, change: Metadata | undefined): Metadata {
  if (change === undefined) return before;
  if (Object.keys(change).length === 0) return {};
  return Object.fromEntries(Object.entries({ ...before, ...change }).filter(([, value]) => value !== ''));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
