import { STATUS_CODES } from 'node:http';
import type { OpenAPIObject } from '@nestjs/swagger';
import { CODE_BY_STATUS } from '@konstruct/platform';

type Json = Record<string, unknown>;

/** What the generator leaves out is derived here, from the document itself, so that it cannot disagree with the code. */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components?.schemas ?? {}) as Record<string, Json>;
  for (const schema of Object.values(schemas)) useTypeArrays(schema);
  for (const path of Object.values(document.paths)) {
    for (const operation of Object.values(path as Record<string, Json>)) {
      if (typeof operation !== 'object' || !('responses' in operation)) continue;
      useTypeArrays(operation);
      completeOperation(operation, schemas);
    }
  }
  return document;
}

/** OpenAPI 3.1 knows no `nullable`; null is one of the types. */
function useTypeArrays(node: unknown): void {
  if (Array.isArray(node)) {
    node.forEach(useTypeArrays);
    return;
  }
  if (typeof node !== 'object' || node === null) return;
  const schema = node as Json;
  if (schema['nullable'] === true) {
    delete schema['nullable'];
    makeNullable(schema);
  }
  Object.values(schema).forEach(useTypeArrays);
}

function makeNullable(schema: Json): void {
  if (typeof schema['type'] === 'string') {
    schema['type'] = [schema['type'], 'null'];
    if (Array.isArray(schema['enum'])) schema['enum'] = [...(schema['enum'] as unknown[]), null];
    return;
  }
  const reference =
    (schema['allOf'] as Json[] | undefined)?.[0] ?? (schema['$ref'] ? { $ref: schema['$ref'] } : undefined);
  if (!reference) return;
  delete schema['allOf'];
  delete schema['$ref'];
  schema['oneOf'] = [reference, { type: 'null' }];
}

/** Path parameters mean the same wherever they stand. */
const PATH_PARAMETERS: Readonly<Record<string, string>> = {
  tenant_id: 'The business. Callers who are no members of it get 404.',
  agent_id: 'The employee.',
  connection_id: 'The connected channel.',
  key_id: 'The model key.',
  rotation_id: 'The rotation.',
  channel_id: "The channel, by Slack's id of it.",
  conversation_id: 'The conversation.',
  server_id: 'A server of tools of the business.',
  delivery_id: 'The delivery, which has the id of its message.',
  notice_id: 'The notice.',
  invitation_id: 'The invitation.',
  user_id: 'The person.',
  session_id: 'The session.',
  attempt_id: 'The attempt to connect.',
  reconciliation_id: 'A comparison: with Stripe of the whole installation, or of a business with a bill.',
  own_price_id: 'The id of a price of the business.',
  repricing_id: 'The id of a re-pricing.',
};

function describePathParameters(operation: Json): void {
  for (const parameter of (operation['parameters'] as Json[] | undefined) ?? []) {
    if (parameter['in'] !== 'path') continue;
    const description = PATH_PARAMETERS[String(parameter['name'])];
    if (description === undefined)
      throw new Error(`PATH_PARAMETERS lacks a description of ${String(parameter['name'])}`);
    parameter['description'] = description;
    parameter['example'] = '019aa3c0-0000-7000-8000-000000000001';
  }
}

const IMPLIED_PROBLEMS = {
  401: 'No session or token, or it has ended.',
  403: 'The role does not include what this needs, or the CSRF token is missing.',
  404: 'It does not exist, or it belongs to a business the caller is no member of.',
  422: 'A field is wrong; `errors` names each by JSON pointer.',
  500: 'Something went wrong on our side.',
} as const;

function completeOperation(operation: Json, schemas: Record<string, Json>): void {
  describePathParameters(operation);
  const responses = operation['responses'] as Record<string, Json>;
  for (const status of impliedStatuses(operation)) {
    responses[String(status)] ??= {
      description: IMPLIED_PROBLEMS[status],
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/ProblemView' } } },
    };
  }
  for (const [status, response] of Object.entries(responses)) {
    if (response['description'] === '') response['description'] = 'Done.';
    addExamples(response, schemas);
    nameProblem(Number(status), response);
  }
  if (operation['requestBody']) addExamples(operation['requestBody'] as Json, schemas);
}

/** The example of a problem says the status that it stands under. */
function nameProblem(status: number, response: Json): void {
  const media = (response['content'] as Record<string, Json> | undefined)?.['application/problem+json'];
  const title = STATUS_CODES[status] ?? 'Problem';
  const code = CODE_BY_STATUS[status] ?? title.toLowerCase().replaceAll(/\W+/g, '_');
  if (media)
    media['example'] = {
      type: `/docs/problems#${code}`,
      title,
      status,
      detail: response['description'],
      code,
      request_id: 'e1b3ae57-6f4f-4a53-9d0c-0c9d5fd6c7e1',
    };
}

function impliedStatuses(operation: Json): (keyof typeof IMPLIED_PROBLEMS)[] {
  const access = operation['x-access'];
  const takesInput =
    operation['requestBody'] !== undefined || ((operation['parameters'] as unknown[] | undefined)?.length ?? 0) > 0;
  return [
    ...(access === 'public' ? [] : ([401, 403] as const)),
    ...(access !== 'public' && access !== 'signed-in' ? ([404] as const) : []),
    ...(takesInput ? ([422] as const) : []),
    500,
  ];
}

function addExamples(holder: Json, schemas: Record<string, Json>): void {
  for (const media of Object.values((holder['content'] ?? {}) as Record<string, Json>)) {
    if (media['example'] === undefined && media['schema'])
      media['example'] = exampleOf(media['schema'] as Json, schemas, 0);
  }
}

const MAXIMUM_DEPTH = 6;

/** An example put together from the examples of a schema's properties. */
function exampleOf(schema: Json, schemas: Record<string, Json>, depth: number): unknown {
  if (depth > MAXIMUM_DEPTH) return null;
  if (schema['example'] !== undefined) return schema['example'];
  const reference =
    schema['$ref'] ??
    firstReference(schema['allOf']) ??
    firstReference(schema['oneOf']) ??
    firstReference(schema['anyOf']);
  if (typeof reference === 'string') {
    const target = schemas[reference.slice('#/components/schemas/'.length)];
    return target ? exampleOf(target, schemas, depth + 1) : null;
  }
  if (schema['default'] !== undefined) return schema['default'];
  if (Array.isArray(schema['enum'])) return (schema['enum'] as unknown[])[0];
  if (schema['type'] === 'array') return [exampleOf((schema['items'] ?? {}) as Json, schemas, depth + 1)];
  if (schema['properties']) {
    return Object.fromEntries(
      Object.entries(schema['properties'] as Record<string, Json>).map(([name, property]) => [
        name,
        exampleOf(property, schemas, depth + 1),
      ]),
    );
  }
  return exampleOfType(schema['type']);
}

function firstReference(list: unknown): unknown {
  return Array.isArray(list) ? (list[0] as Json | undefined)?.['$ref'] : undefined;
}

function exampleOfType(type: unknown): unknown {
  switch (Array.isArray(type) ? type[0] : type) {
    case 'string':
      return 'text';
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    case 'object':
      return {};
    default:
      return null;
  }
}
