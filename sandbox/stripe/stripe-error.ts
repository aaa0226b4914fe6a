export type StripeErrorType = 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';

export interface StripeErrorBody {
  type: StripeErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
}

/** An answer of Stripe that refuses; the body is what the SDK turns into its error classes. */
export class StripeError extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
  ) {
    super(body.message);
  }
}

export function invalidRequest(message: string, param?: string, code?: string): StripeError {
  return new StripeError(400, {
    type: 'invalid_request_error',
    message,
    ...(code === undefined ? {} : { code }),
    ...(param === undefined ? {} : { param }),
  });
}

/** Stripe says 404 where the id is the address and 400 where it is a parameter. */
export function resourceMissing(kind: string, id: string, param = 'id'): StripeError {
  return new StripeError(param === 'id' ? 404 : 400, {
    type: 'invalid_request_error',
    code: 'resource_missing',
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** What the real Stripe can do and the sandbox cannot: said plainly, so that nobody takes it for a mistake of theirs. */
export function notImplemented(what: string, param?: string): StripeError {
  return invalidRequest(`The Stripe sandbox does not implement ${what}.`, param, 'sandbox_not_implemented');
}
