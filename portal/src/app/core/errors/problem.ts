import { HttpErrorResponse } from '@angular/common/http';

/** One bad field of a request: a JSON pointer into the body and what is wrong there. */
export interface FieldProblem {
  pointer: string;
  detail: string;
}

interface ProblemDocument {
  title?: unknown;
  detail?: unknown;
  code?: unknown;
  request_id?: unknown;
  errors?: unknown;
}

/**
 * What went wrong with a request, in words for the person and a code for the program.
 * Every failed call of the API ends as one of these, also when no answer came at all.
 */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly title: string,
    readonly detail: string,
    readonly status = 0,
    readonly requestId: string | null = null,
    readonly fields: readonly FieldProblem[] = [],
    readonly retryAfterSeconds: number | null = null,
  ) {
    super(detail || title);
    this.name = 'Problem';
  }

  get isNotFound(): boolean {
    return this.status === 404;
  }
}

/** Turns anything thrown by a call into a `Problem`; the only place that knows HTTP error shapes. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) {
    return error;
  }
  if (!(error instanceof HttpErrorResponse)) {
    return new Problem('unexpected', 'Something went wrong', 'The page ran into an error. Try again, or reload it.');
  }
  if (error.status === 0) {
    return new Problem(
      'unreachable',
      'Konstruct cannot be reached',
      'Check your internet connection, then try again. Nothing that you saved is lost.',
    );
  }
  const document = parseDocument(error.error);
  return new Problem(
    text(document.code) ?? `http_${error.status}`,
    text(document.title) ?? fallbackTitle(error.status),
    text(document.detail) ?? 'Try again in a moment. If it keeps happening, send us the request id.',
    error.status,
    text(document.request_id) ?? error.headers.get('x-request-id'),
    fieldProblems(document.errors),
    retryAfter(error.headers.get('retry-after')),
  );
}

/** A problem document that came inside of a stream, whose own status was 200. */
export function problemOf(body: unknown): Problem {
  const document = parseDocument(body);
  return new Problem(
    text(document.code) ?? 'unexpected',
    text(document.title) ?? 'Something went wrong',
    text(document.detail) ?? 'Try again in a moment. If it keeps happening, send us the request id.',
    0,
    text(document.request_id),
    fieldProblems(document.errors),
  );
}

function parseDocument(body: unknown): ProblemDocument {
  if (typeof body === 'string') {
    try {
      return parseDocument(JSON.parse(body));
    } catch {
      return {};
    }
  }
  return typeof body === 'object' && body !== null ? body : {};
}

function fallbackTitle(status: number): string {
  if (status === 403) return 'Your role does not allow this';
  if (status === 404) return 'This does not exist, or not for you';
  if (status === 429) return 'Too many requests';
  return status >= 500 ? 'Konstruct could not finish this' : 'This request was refused';
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function fieldProblems(value: unknown): FieldProblem[] {
  if (!Array.isArray(value)) return [];
  return value.filter(
    (entry): entry is FieldProblem =>
      typeof entry === 'object' &&
      entry !== null &&
      typeof (entry as FieldProblem).pointer === 'string' &&
      typeof (entry as FieldProblem).detail === 'string',
  );
}

function retryAfter(header: string | null): number | null {
  const seconds = Number(header);
  return header !== null && Number.isFinite(seconds) && seconds > 0 ? Math.ceil(seconds) : null;
}
