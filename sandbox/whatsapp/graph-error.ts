import { newTraceId } from './ids';

interface GraphErrorOptions {
  type?: 'OAuthException' | 'GraphMethodException' | 'Exception';
  subcode?: number;
  /** What exactly is wrong, for errors of the messaging API. */
  details?: string;
  userTitle?: string;
  userMessage?: string;
  isTransient?: boolean;
  retryAfterSeconds?: number;
}

/** An answer of the Graph API other than success, in Meta's own words. */
export class GraphError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    message: string,
    readonly options: GraphErrorOptions = {},
  ) {
    super(message);
  }

  body(): { error: Record<string, unknown> } {
    const { type, subcode, details, userTitle, userMessage, isTransient } = this.options;
    return {
      error: {
        message: this.message,
        type: type ?? 'OAuthException',
        code: this.code,
        ...(details === undefined ? {} : { error_data: { messaging_product: 'whatsapp', details } }),
        ...(subcode === undefined ? {} : { error_subcode: subcode }),
        ...(isTransient === undefined ? {} : { is_transient: isTransient }),
        ...(userTitle === undefined ? {} : { error_user_title: userTitle }),
        ...(userMessage === undefined ? {} : { error_user_msg: userMessage }),
        fbtrace_id: newTraceId(),
      },
    };
  }
}

/** Titles of the messaging API's codes, as they stand in errors and in failed statuses. */
const TITLES: Record<number, string> = {
  470: 'Message failed to send because more than 24 hours have passed since the customer last replied to this number',
  130429: 'Rate limit hit',
  130472: "User's number is part of an experiment",
  131000: 'Something went wrong',
  131005: 'Access denied',
  131008: 'Required parameter is missing',
  131009: 'Parameter value is not valid',
  131016: 'Service unavailable',
  131021: 'Recipient cannot be sender',
  131026: 'Message undeliverable',
  131030: 'Recipient phone number not in allowed list',
  131031: 'Business Account locked',
  131042: 'Business eligibility payment issue',
  131047: 'Re-engagement message',
  131048: 'Spam rate limit hit',
  131051: 'Unsupported message type',
  131052: 'Media download error',
  131053: 'Media upload error',
  131056: '(Business Account, Consumer Account) pair rate limit hit',
  131062: 'Business-scoped User ID (BSUID) recipients are not supported for this message',
  132000: 'Number of parameters does not match the expected number of params',
  132001: 'Template name does not exist in the translation',
  132015: 'Template is paused',
  133010: 'Phone number not registered',
};

export function titleOf(code: number): string {
  return TITLES[code] ?? 'Something went wrong';
}

/** A refusal of the messaging API: its title with the code before it, and the details. */
export function messagingError(code: number, details: string, status = 400): GraphError {
  return new GraphError(status, code, `(#${code}) ${titleOf(code)}`, { details });
}

export function missingParameter(name: string): GraphError {
  return new GraphError(400, 100, `(#100) The parameter ${name} is required.`);
}

export function invalidParameter(details: string): GraphError {
  return new GraphError(400, 100, '(#100) Invalid parameter', { details });
}

/** Meta says the same of an object that is not there and of one that the token may not see. */
export function unknownObject(id: string, method: string): GraphError {
  return new GraphError(
    400,
    100,
    `Unsupported ${method.toLowerCase()} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    { type: 'GraphMethodException', subcode: 33 },
  );
}
