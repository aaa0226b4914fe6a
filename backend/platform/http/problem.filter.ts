import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError, RequestError, type RequestProblemCode } from '../errors/problem';

/** What an error of the framework itself is called. */
export const CODE_BY_STATUS: Readonly<Record<number, RequestProblemCode>> = {
  400: 'malformed_request',
  401: 'not_signed_in',
  403: 'forbidden',
  404: 'not_found',
  405: 'method_not_allowed',
  413: 'payload_too_large',
  415: 'unsupported_media_type',
  422: 'validation_failed',
  503: 'unavailable',
};

/** Postgres and network codes that mean "the database cannot be reached now". */
const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  '57P01',
  '57P02',
  '57P03',
  '08006',
  '08001',
  '53300',
]);

/** Turns every error into an RFC 9457 problem document; nothing of the inside (stack, SQL, secret) leaves with it. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const request = http.getRequest<FastifyRequest>();
    const problem = toProblem(error);
    if (problem.status >= 500)
      this.logger.error({ err: error, code: problem.code, request_id: request.id }, problem.title);
    sendProblem(reply, problem, request.id);
  }
}

/** Answers what never reaches a route, such as an address with a broken escape: Fastify's own JSON would be no problem document. */
export function answerFrameworkError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  sendProblem(reply, toProblem(error), request.id);
}

function sendProblem(reply: FastifyReply, problem: ProblemError, requestId: string): void {
  if (problem.retryAfterSeconds !== null) void reply.header('retry-after', String(problem.retryAfterSeconds));
  void reply
    .status(problem.status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(JSON.stringify(problemDocument(problem, requestId)));
}

/** The wire form of a problem. */
export function problemDocument(problem: ProblemError, requestId: string): Record<string, unknown> {
  return {
    type: `/docs/problems#${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.detail,
    code: problem.code,
    request_id: requestId,
    ...(problem.fields.length > 0 ? { errors: problem.fields } : {}),
  };
}

function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error as ProblemError;
  if (error instanceof HttpException)
    return new RequestError(CODE_BY_STATUS[error.getStatus()] ?? 'internal_error', { cause: error });
  const status = numberProperty(error, 'statusCode');
  if (status !== null && status < 500)
    return new RequestError(CODE_BY_STATUS[status] ?? 'malformed_request', { cause: error });
  if (isConnectionError(error)) return new RequestError('unavailable', { cause: error, retryAfterSeconds: 2 });
  return new RequestError('internal_error', { cause: error });
}

function isConnectionError(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const code = (error as { code?: unknown }).code;
  return typeof code === 'string' && CONNECTION_CODES.has(code);
}

function numberProperty(value: unknown, name: string): number | null {
  if (typeof value !== 'object' || value === null) return null;
  const property = (value as Record<string, unknown>)[name];
  return typeof property === 'number' ? property : null;
}
