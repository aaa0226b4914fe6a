import type { HeldBack } from '../limits/call-gate';
import type { WhatsappSendError } from './whatsapp-send-error';

/** What a limit of Meta holds back: all calls of the app or account, all messages of the number, or those to one person. */
type LimitReach = 'all' | 'messages' | 'person';

/**
 * Meta's limits, and how long to wait where it does not say: a minute for the account's calls, five seconds for a number that sends
 * too much at once, and six for one person, who may be written to once in six seconds after a burst.
 * See https://developers.facebook.com/documentation/business-messaging/whatsapp/throughput and …/support/error-codes
 */
const LIMITS: Readonly<Record<string, { readonly reach: LimitReach; readonly seconds: number }>> = {
  4: { reach: 'all', seconds: 60 },
  17: { reach: 'all', seconds: 60 },
  32: { reach: 'all', seconds: 60 },
  613: { reach: 'all', seconds: 60 },
  80007: { reach: 'all', seconds: 60 },
  130429: { reach: 'messages', seconds: 5 },
  131056: { reach: 'person', seconds: 6 },
};

/** The scopes of a call: of a message to somebody, or of anything else. */
export function scopesOf(recipient: string | null): string[] {
  return recipient === null ? ['all'] : ['all', 'messages', `person:${recipient}`];
}

/** What a refusal holds back from now on, and for how long; null when it is about no limit. */
export function limitOf(
  { code, retryAfterSeconds }: Pick<WhatsappSendError, 'code' | 'retryAfterSeconds'>,
  recipient: string | null,
): ({ readonly scope: string } & HeldBack) | null {
  const limit = LIMITS[code];
  if (!limit) return null;
  const scope = limit.reach === 'person' && recipient !== null ? `person:${recipient}` : limit.reach;
  return { scope, code, retryAfterSeconds: retryAfterSeconds ?? limit.seconds };
}

/** Whether Meta refused a call because there are too many. */
export function isGraphLimit(code: string): boolean {
  return code in LIMITS;
}
