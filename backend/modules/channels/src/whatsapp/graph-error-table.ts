import type { ChannelErrorMeaning } from '../messaging/channel-error-meaning';

const RECONNECT =
  'Make a new system user token in Meta Business settings, then choose "Reconnect" on the Channels page. Employees, conversations and history stay.';
const PERMISSIONS =
  'In Meta Business settings, give the system user full control of the WhatsApp account, and make a token with whatsapp_business_messaging and whatsapp_business_management. Then reconnect.';
const WAIT = 'Nothing to do: it is tried again by itself.';
const SUPPORT = 'Try again. If it stays, tell support the code and the time.';
const WRITE_FIRST =
  'Wait until the person writes again, or send them an approved template from WhatsApp Manager; then choose Retry.';
const MANAGER = 'Open WhatsApp Manager → Account tools → Phone numbers; it says what is wrong and how to appeal.';
const CHECK_NUMBER =
  'Check the number, and that the person uses a current version of WhatsApp and has not blocked you.';

const broken = (meaning: string, fix = RECONNECT): ChannelErrorMeaning => ({ meaning, fix, breaksConnection: true });
const failed = (meaning: string, fix: string): ChannelErrorMeaning => ({ meaning, fix, breaksConnection: false });

/**
 * The codes of the Graph API that calls and status webhooks carry, and the product's own for calls that got no proper answer.
 * See https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes
 */
export const graphErrorMeanings = {
  // The connection itself.
  0: broken('Meta could not tell who is calling: the token has expired or was withdrawn.'),
  190: broken('The access token has expired or was withdrawn.'),
  104: broken('The request carried no valid token.'),
  3: broken('The app may not do this.', PERMISSIONS),
  10: broken('The token lacks a permission that is needed.', PERMISSIONS),
  200: broken('The token lacks a permission that is needed.', PERMISSIONS),
  368: broken('Meta has blocked the account for a while because of its policies.', MANAGER),
  131031: broken('Meta has locked the account.', MANAGER),
  133010: broken(
    'The number is not registered for the Cloud API.',
    'Register it in WhatsApp Manager → Phone numbers (a six-digit PIN), then reconnect.',
  ),
  133015: failed('The number was deleted a moment ago.', 'Wait five minutes, then register it again.'),
  131042: failed(
    'Meta could not charge the account.',
    'Add or mend the payment method in WhatsApp Manager, then Retry.',
  ),
  131045: failed(
    'The number’s certificate is not right.',
    'Register the number again in WhatsApp Manager, then Retry.',
  ),
  whatsapp_not_subscribed: broken('Connecting was not finished: Meta does not send messages here yet.'),
  connection_disconnected: broken('This connection was disconnected.'),
  connection_broken: broken('This connection is broken.'),
  secret_unreadable: failed(
    'The stored token cannot be decrypted.',
    'Ask the administrator to check PLATFORM_ENCRYPTION_KEY and PLATFORM_ENCRYPTION_KEY_PREVIOUS.',
  ),
  // The window and the recipient.
  whatsapp_window_closed: failed(
    'More than 24 hours have passed since the person last wrote; WhatsApp allows no answer then. It was not sent.',
    WRITE_FIRST,
  ),
  131047: failed('More than 24 hours have passed since the person last wrote.', WRITE_FIRST),
  470: failed('More than 24 hours have passed since the person last wrote.', WRITE_FIRST),
  131026: failed('WhatsApp could not deliver it to this person.', CHECK_NUMBER),
  131030: failed(
    'The number is not among those that a test number may write to.',
    'Add it under API Setup → To in the Meta app, or connect a real number.',
  ),
  131021: failed('Sender and recipient are the same number.', 'Choose another number.'),
  130472: failed('Meta holds this message back as part of an experiment.', 'Wait until the person writes.'),
  131049: failed('Meta held it back so that the person does not get too many messages.', WRITE_FIRST),
  131050: failed('The person does not want marketing messages of this business.', 'Wait until the person writes.'),
  131062: failed('This kind of message needs a phone number, which the person does not show.', 'Send a text instead.'),
  whatsapp_unknown_contact: failed('The recipient is not known here.', 'Wait until the person writes again.'),
  // What was sent.
  131051: failed('WhatsApp does not support this kind of message.', SUPPORT),
  131052: failed('Meta could not hand over the file.', 'Ask the person to send it again.'),
  131053: failed('Meta could not read the file.', 'Send another file.'),
  131008: failed('Something is missing in the request.', SUPPORT),
  131009: failed('A value in the request is not valid.', SUPPORT),
  100: failed('Meta did not understand the request.', SUPPORT),
  33: failed('Meta does not know this number or account.', 'Compare the ids with those in WhatsApp Manager.'),
  803: failed('Meta does not know this number or account.', 'Compare the ids with those in WhatsApp Manager.'),
  132000: failed('The template wants another number of texts.', 'Compare it with WhatsApp Manager.'),
  132001: failed(
    'There is no approved template of this name in this language.',
    'Open WhatsApp Manager → Message templates; hello_world in English (US) is needed for the test outside the window.',
  ),
  132007: failed('The template breaks a rule of WhatsApp.', 'Change it in WhatsApp Manager.'),
  132012: failed('A text does not fit the template.', 'Compare it with WhatsApp Manager.'),
  132015: failed('The template is paused because people complained about it.', 'Change it in WhatsApp Manager.'),
  132016: failed('The template was paused too often and is disabled.', 'Make a new one in WhatsApp Manager.'),
  2200: failed(
    'Meta could not reach this installation to check its address.',
    'Set PUBLIC_URL to an https address that the internet can reach, then connect again.',
  ),
  // Limits and trouble that pass.
  1: failed('Meta had an unknown problem.', WAIT),
  2: failed('Meta is down for a moment.', WAIT),
  4: failed('The app makes too many calls at the moment.', WAIT),
  17: failed('Too many calls at the moment.', WAIT),
  32: failed('Too many calls at the moment.', WAIT),
  613: failed('Too many calls at the moment.', WAIT),
  80007: failed('The WhatsApp account is at its limit of calls.', WAIT),
  130429: failed('The number sends more messages than it may at once.', WAIT),
  131056: failed('Too many messages to this person in a short time.', WAIT),
  131048: failed('Meta limits the number because too many of its messages were blocked.', MANAGER),
  131000: failed('Meta could not send it and does not say why.', WAIT),
  131016: failed('A service of Meta is not available.', WAIT),
  131057: failed('The account is being maintained by Meta.', WAIT),
  131064: failed('Meta’s systems are overloaded.', WAIT),
  133004: failed('Meta’s servers are not available.', WAIT),
  whatsapp_unreachable: failed('Meta cannot be reached.', WAIT),
  whatsapp_no_answer: failed('Meta did not answer in time.', WAIT),
  whatsapp_unreadable_answer: failed('Meta answered something that makes no sense.', WAIT),
  whatsapp_awaiting_status: failed(
    'No answer came when it was sent. Meta’s word on whether it arrived is awaited, so that nobody gets it twice.',
    'Nothing to do: it goes on as soon as Meta reports, or waits for you after five minutes.',
  ),
  whatsapp_unconfirmed: failed(
    'It may or may not have arrived: Meta neither answered nor reported.',
    'Look into the chat. Choose Retry to send it (again), or Discard if it is there.',
  ),
} as const satisfies Readonly<Record<string | number, ChannelErrorMeaning>>;

const MEANING_BY_CODE = new Map<string, ChannelErrorMeaning>(Object.entries(graphErrorMeanings));

/** Meta adds codes without notice; an unknown one is shown as it is. */
export function graphErrorMeaning(code: string): ChannelErrorMeaning {
  return MEANING_BY_CODE.get(code) ?? failed(`Meta refused with the code ${code}.`, SUPPORT);
}

/** Trouble that passes by itself. */
const RETRYABLE = new Set(
  [1, 2, 4, 17, 32, 613, 80_007, 130_429, 131_000, 131_016, 131_056, 131_057, 131_064, 133_004].map(String),
);

/** Whether a call refused with this code may succeed later by itself. */
export function isRetryableGraphCode(code: string): boolean {
  return RETRYABLE.has(code);
}
