import { readFileSync } from 'node:fs';

interface Media {
  readonly example?: unknown;
}

interface OpenApiOperation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly 'x-access'?: string;
  readonly parameters?: { name: string; description?: string }[];
  readonly requestBody?: { content: Record<string, Media> };
  readonly responses: Record<string, { description: string; content?: Record<string, Media> }>;
}

const document = JSON.parse(readFileSync('docs/openapi.json', 'utf8')) as {
  openapi: string;
  paths: Record<string, Record<string, OpenApiOperation>>;
};
const operations = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
);

/** The checked-in document; that it is what the code says is checked by the drift check of npm test. */
describe('docs/openapi.json', () => {
  it('is OpenAPI 3.1 with an id of its own for every operation', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(operations.length);
  });

  it.each(operations)('describes $name with examples and error answers', ({ operation }) => {
    expect(operation.summary).toBeTruthy();
    expect(operation.description).toBeTruthy();
    expect(operation['x-access']).toBeTruthy();
    expect((operation.parameters ?? []).filter(({ description }) => !description)).toEqual([]);
    expect(Object.keys(operation.responses).some((status) => Number(status) >= 400)).toBe(true);
    const media = [
      ...Object.values(operation.responses),
      ...(operation.requestBody ? [operation.requestBody] : []),
    ].flatMap(({ content }) => Object.values(content ?? {}));
    expect(media.filter(({ example }) => example === undefined)).toEqual([]);
  });
});
