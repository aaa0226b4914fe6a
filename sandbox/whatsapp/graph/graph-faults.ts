import { GraphError, messagingError } from '../graph-error';
import { titleOf } from '../graph-error';
import type { GraphOperationName, WhatsAppFault } from '../whatsapp-fault';

/** Failures that Meta reports by a status afterwards; they concern messages only. */
const AFTERWARDS = ['outside_window', 'undeliverable', 'unsupported'];

export function concerns(fault: WhatsAppFault, operation: GraphOperationName): boolean {
  if (fault.operation !== '*' && fault.operation !== operation) return false;
  return operation === 'send_message' || !AFTERWARDS.includes(fault.kind);
}

const REFUSALS: Partial<Record<WhatsAppFault['kind'], (fault: WhatsAppFault) => GraphError>> = {
  rate_limited: (fault) => limited(fault, 130_429, 'Cloud API message throughput has been reached.'),
  pair_rate_limited: (fault) => limited(fault, 131_056, 'Too many messages to this recipient in a short time.'),
  app_rate_limited: ({ retryAfterSeconds }) =>
    new GraphError(400, 80_007, '(#80007) There have been too many calls to this WhatsApp Business account.', {
      isTransient: true,
      retryAfterSeconds,
    }),
  expired_token: () =>
    new GraphError(401, 190, 'Error validating access token: Session has expired.', { subcode: 463 }),
  permission_denied: () => new GraphError(403, 10, '(#10) Application does not have permission for this action'),
  server_error: () =>
    new GraphError(500, 2, 'An unexpected error has occurred. Please retry your request later.', { isTransient: true }),
  error: ({ code, status }) => messagingError(code, titleOf(code), status),
};

function limited({ retryAfterSeconds }: WhatsAppFault, code: number, details: string): GraphError {
  return new GraphError(429, code, `(#${code}) ${titleOf(code)}`, { details, retryAfterSeconds });
}

/** The answer that a fault gives instead of what was asked for; null when the call goes through. */
export function refusalOf(fault: WhatsAppFault): GraphError | null {
  return REFUSALS[fault.kind]?.(fault) ?? null;
}
