import { failed, passed, waiting, type CheckResult, type KnownFields, type WhatsappField } from './whatsapp-check';
import type { NumberFacts, TokenFacts } from './whatsapp-gateway';
import type { WhatsappSendError } from './whatsapp-send-error';
import type { WhatsappCheck } from './whatsapp-check';

const DAY_MS = 24 * 60 * 60 * 1_000;
const SOON_DAYS = 14;
const NEEDED_SCOPES = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const;
const NEW_TOKEN =
  'In Business settings → System users choose your user, "Generate token", your app, and "Never" for its expiry. Paste it here.';
const RATINGS: ReadonlyMap<string, string> = new Map([
  ['GREEN', 'The quality rating is high.'],
  ['YELLOW', 'The quality rating is medium: some people blocked or reported the number.'],
]);
const WORKING_STATUSES = new Set(['CONNECTED', 'LINKED']);

/** Whether the token is valid, and for how long. */
export function checkToken(facts: TokenFacts, now: Date): CheckResult {
  if (!facts.isValid) return failed('token', 'Meta does not accept this token.', NEW_TOKEN);
  if (facts.expiresAt === null) return passed('token', 'The token is valid and does not expire.');
  if (facts.expiresAt <= now) return failed('token', 'The token has expired.', NEW_TOKEN);
  const days = Math.ceil((facts.expiresAt.getTime() - now.getTime()) / DAY_MS);
  const left = days === 1 ? 'one day' : `${days} days`;
  const hint = days <= SOON_DAYS ? ' Make one that does not expire before your customers notice.' : '';
  return passed('token', `The token is valid for another ${left}.${hint}`);
}

/** Whether the token may send and manage, and for this very account. */
export function checkPermissions(facts: TokenFacts, { business_account_id: accountId }: KnownFields): CheckResult {
  const missing = NEEDED_SCOPES.filter((scope) => !facts.scopes.includes(scope));
  if (missing.length > 0) {
    const detail = `The token lacks ${missing.join(' and ')}.`;
    return failed('permissions', detail, 'Generate the token again and tick both WhatsApp permissions.');
  }
  if (accountId !== null && facts.accountIds !== null && !facts.accountIds.includes(accountId)) {
    const fix = 'In Business settings → System users → Assign assets, give the user full control of the account.';
    return failed('permissions', `The token was not given the business account ${accountId}.`, fix);
  }
  return passed('permissions', 'The token may send messages and manage the account.');
}

/** Whether the number is one of the account's. */
export function checkNumber(numbers: readonly NumberFacts[], { phone_number_id: id }: KnownFields): CheckResult {
  const found = numbers.find((number) => number.id === id);
  if (found) return passed('number', `${found.displayPhoneNumber} (${found.verifiedName}) belongs to the account.`);
  const others = numbers.map((number) => `${number.displayPhoneNumber} has the id ${number.id}`).join('; ');
  const fix =
    others === ''
      ? 'The account has no number yet. Add one in WhatsApp Manager.'
      : `Paste the phone number id, which is not the number itself: ${others}.`;
  return failed('number', 'The account has no number with this id.', fix);
}

/** Whether the number may send. */
export function checkNumberStatus({ displayPhoneNumber, status }: NumberFacts): CheckResult {
  if (status === null) return passed('number_status', `${displayPhoneNumber} answers; Meta tells no status.`);
  if (WORKING_STATUSES.has(status)) return passed('number_status', `${displayPhoneNumber} is connected.`);
  const detail = `Meta says that ${displayPhoneNumber} is ${status.toLowerCase()}.`;
  const fix =
    status === 'PENDING'
      ? 'Verify and register the number in WhatsApp Manager → Phone numbers, then check again.'
      : 'Open the number in WhatsApp Manager; it says why, and how to appeal.';
  return failed('number_status', detail, fix);
}

/** What people think of the number's messages; a bad rating does not keep it from working. */
export function checkQuality({ qualityRating: rating }: NumberFacts): CheckResult {
  const known = RATINGS.get(rating ?? '');
  if (known) return { ...passed('quality', known), rating };
  if (rating !== 'RED')
    return { ...passed('quality', 'The number has no quality rating yet, as is usual for a new one.'), rating };
  const fix = 'Write only to people who expect it, and see WhatsApp Manager → Insights for what they report.';
  return { ...failed('quality', 'The quality rating is low: Meta may limit the number.', fix, null), rating };
}

/** Whether Meta sends what happens to this connection's address. */
export function checkWebhook(addresses: readonly (string | null)[], callbackAddress: string | null): CheckResult {
  if (callbackAddress !== null && addresses.includes(callbackAddress))
    return passed('webhook', 'Meta sends messages here.');
  const other = addresses.find((address) => address !== null && address !== callbackAddress);
  if (callbackAddress === null) {
    const notice = other ? ` It replaces ${new URL(other).host} for this account.` : '';
    return waiting('webhook', `Connecting subscribes to the account; nothing has to be pasted.${notice}`);
  }
  return failed(
    'webhook',
    other ? `Meta sends messages to ${new URL(other).host} instead.` : 'Meta does not send messages here.',
    'Choose "Reconnect": it subscribes to the account again.',
    null,
  );
}

/** What a refusal of Meta says about the check that met it. */
export function failedCall(check: WhatsappCheck, error: WhatsappSendError, known: KnownFields): CheckResult {
  if (error.providerMessage.includes('appsecret_proof')) {
    return known.app_secret === null
      ? waiting(check, 'The app wants its secret with every call: enter the app secret.', 'app_secret')
      : failed(
          check,
          'The app secret is not the one of the app that the token was made for.',
          'Copy it from App settings → Basic of the same app.',
          'app_secret',
        );
  }
  if (error.code === '190' || error.code === '104')
    return failed(check, 'Meta does not accept this token.', NEW_TOKEN, 'access_token');
  if (isUnknownObject(error)) {
    const field: WhatsappField =
      check === 'number_status' || check === 'quality' ? 'phone_number_id' : 'business_account_id';
    const what = field === 'phone_number_id' ? 'number' : 'business account';
    return failed(
      check,
      `Meta knows no ${what} with this id that the token may see.`,
      'Copy both ids from WhatsApp → API Setup in the Meta app, and give the system user the account.',
      field,
    );
  }
  const { meaning, fix } = error.meaning;
  if (!error.isRetryable) return failed(check, meaning, fix);
  return { ...failed(check, meaning, 'Wait a moment, then run this check again.'), isTransient: true };
}

/** An id of another kind, of somebody else, or of nothing: Meta says the same of them all. */
function isUnknownObject({ code, providerMessage }: WhatsappSendError): boolean {
  return (
    code === '803' ||
    code === '33' ||
    (code === '100' && /does not exist|unsupported (get|post)|id/i.test(providerMessage))
  );
}
