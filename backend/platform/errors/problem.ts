/** One row of a module's error table: what happened and what to do about it, in words for a person. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
}

/** A module's errors: every code with its status and text. */
export type ProblemTable<Code extends string = string> = Readonly<Record<Code, ProblemDefinition>>;

const tables: ProblemTable[] = [];

/** Declares a module's errors, so that /docs/problems, where the type of each problem leads, explains them. */
export function problemTable<const Table extends ProblemTable>(table: Table): Table {
  tables.push(table);
  return table;
}

/** All that the program answers with when something is wrong, by code. */
export function listProblems(): [code: string, definition: ProblemDefinition][] {
  return tables.flatMap((table) => Object.entries(table)).sort(([first], [second]) => (first < second ? -1 : 1));
}

/** One wrong field of a request, named by a JSON pointer (RFC 6901) into the body or a parameter name. */
export interface FieldProblem {
  readonly pointer: string;
  readonly detail: string;
}

/** What an error may carry besides its code. */
export interface ProblemExtras {
  /** Replaces the table's text where the case needs names or numbers. */
  readonly detail?: string;
  readonly fields?: readonly FieldProblem[];
  /** Sent as Retry-After. */
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** An error that a caller can do something about; becomes an RFC 9457 problem document at the edge. */
export class ProblemError<Code extends string = string> extends Error {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly fields: readonly FieldProblem[];
  readonly retryAfterSeconds: number | null;

  constructor(
    readonly code: Code,
    definition: ProblemDefinition,
    extras: ProblemExtras = {},
  ) {
    super(`${code}: ${extras.detail ?? definition.detail}`, { cause: extras.cause });
    this.name = new.target.name;
    this.status = definition.status;
    this.title = definition.title;
    this.detail = extras.detail ?? definition.detail;
    this.fields = extras.fields ?? [];
    this.retryAfterSeconds = extras.retryAfterSeconds ?? null;
  }
}

const requestProblems = problemTable({
  validation_failed: {
    status: 422,
    title: 'Some fields need a change',
    detail: 'Correct the fields listed in errors and send the request again.',
  },
  malformed_request: {
    status: 400,
    title: 'The request cannot be read',
    detail: 'Send a well-formed body with the right Content-Type.',
  },
  payload_too_large: { status: 413, title: 'The request is too large', detail: 'Send less in one request.' },
  unsupported_media_type: { status: 415, title: 'Unsupported content type', detail: 'Send application/json.' },
  not_signed_in: {
    status: 401,
    title: 'Sign in first',
    detail: 'Your session has ended or no token was sent. Sign in and try again.',
  },
  csrf_token_invalid: {
    status: 403,
    title: 'The page is out of date',
    detail: 'Reload the page and try again: its security token is missing or old.',
  },
  forbidden: {
    status: 403,
    title: 'Not allowed',
    detail: 'Your role does not allow this. Ask an owner or admin of the business.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing here, or you have no access to it.' },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'See /docs for the methods of this address.',
  },
  idempotency_key_reused: {
    status: 422,
    title: 'Idempotency key used before',
    detail: 'This Idempotency-Key came with a different request earlier. Use a new key.',
  },
  idempotency_in_progress: {
    status: 409,
    title: 'Still being worked on',
    detail: 'The first request with this Idempotency-Key has not finished. Try again in a moment.',
  },
  done_before: {
    status: 409,
    title: 'Done before',
    detail:
      'The first request with this Idempotency-Key was carried out. Its answer held a secret, which is shown once and not kept.',
  },
  invalid_cursor: {
    status: 400,
    title: 'The cursor is not valid',
    detail: 'Use next_cursor exactly as an earlier answer gave it, or leave it out.',
  },
  unavailable: {
    status: 503,
    title: 'Temporarily unavailable',
    detail: 'A part of the system does not answer. Nothing was changed. Try again in a moment.',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: 'Try again. If it happens again, tell support the request id.',
  },
});

/** Codes of errors that any route may answer with. */
export type RequestProblemCode = keyof typeof requestProblems;

/** An error of the HTTP edge itself, not of a module. */
export class RequestError extends ProblemError<RequestProblemCode> {
  constructor(code: RequestProblemCode, extras?: ProblemExtras) {
    super(code, requestProblems[code], extras);
  }
}
