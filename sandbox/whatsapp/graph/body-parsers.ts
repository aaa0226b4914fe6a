import type { FastifyInstance } from 'fastify';
import { GraphError } from '../graph-error';

function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new GraphError(400, 100, '(#100) The request body is not valid JSON.');
  }
}

async function parseParts(body: Buffer, contentType: string): Promise<Record<string, unknown>> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': contentType } }).formData();
  return Object.fromEntries(form.entries());
}

/** The Graph API takes JSON, forms and, for files, forms of several parts. */
export function readBodies(graph: FastifyInstance): void {
  graph.removeContentTypeParser('application/json');
  graph.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    try {
      done(null, parseJson(body as string));
    } catch (error) {
      done(error as Error);
    }
  });
  graph.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, Object.fromEntries(new URLSearchParams(body as string)));
  });
  graph.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (request, body, done) => {
    parseParts(body as Buffer, request.headers['content-type'] ?? '').then(
      (parts) => done(null, parts),
      () => done(new GraphError(400, 100, '(#100) The request body is not a form of several parts.')),
    );
  });
  graph.setErrorHandler((error, _request, reply) => {
    if (error instanceof GraphError) return reply.code(error.status).send(error.body());
    const status = (error as { statusCode?: number }).statusCode ?? 500;
    if (status >= 500) throw error;
    const message = error instanceof Error ? error.message : String(error);
    return reply.code(status).send(new GraphError(status, 100, `(#100) ${message}`).body());
  });
}
