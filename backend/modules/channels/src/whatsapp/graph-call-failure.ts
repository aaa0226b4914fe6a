import { wasNeverSent } from '../messaging/network-failure';
import { asFields } from '../provider-fields';
import { isRetryableGraphCode } from './graph-error-table';
import { WhatsappSendError } from './whatsapp-send-error';

const TOO_MANY_REQUESTS = 429;

/**
 * What Meta refused. An error in Meta's own form is its word that nothing was done; an answer in any other form says nothing
 * about that, so the call stays in doubt.
 */
export function refusal(status: number, headers: Headers, body: unknown): WhatsappSendError {
  const error = graphErrorOf(body);
  if (!error) {
    return new WhatsappSendError({
      code: 'whatsapp_unreadable_answer',
      isRetryable: true,
      isInDoubt: true,
      cause: new Error(`HTTP ${status}`),
    });
  }
  const code = String(error.code);
  const isRetryable = isRetryableGraphCode(code) || error.is_transient === true || status === TOO_MANY_REQUESTS;
  return new WhatsappSendError({
    code,
    isRetryable,
    retryAfterSeconds: retryAfter(headers),
    providerMessage: typeof error.message === 'string' ? error.message : '',
  });
}

/** No answer at all. */
export function transportFailure(error: unknown): WhatsappSendError {
  const neverSent = wasNeverSent(error);
  return new WhatsappSendError({
    code: neverSent ? 'whatsapp_unreachable' : 'whatsapp_no_answer',
    isRetryable: true,
    isInDoubt: !neverSent,
    cause: error,
  });
}

function graphErrorOf(body: unknown): { code: number; message?: unknown; is_transient?: unknown } | null {
  const { code, message, is_transient } = asFields(asFields(body)['error']);
  return typeof code === 'number' ? { code, message, is_transient } : null;
}

/** Meta names a time seldom; see LIMITS for what stands in for it. */
function retryAfter(headers: Headers): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? Math.max(1, seconds) : null;
}
