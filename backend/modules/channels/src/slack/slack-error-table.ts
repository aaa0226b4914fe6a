import type { ChannelErrorMeaning } from '../messaging/channel-error-meaning';

const RECONNECT =
  'Choose "Reconnect" on the Channels page and approve the app in Slack. Employees, threads and history stay.';
const WAIT = 'Nothing to do: it is tried again by itself.';
const SUPPORT = 'Try again. If it stays, tell support the code and the time.';
const ASK_ADMIN = 'Ask an admin of the Slack workspace to allow it, or choose another channel.';

const broken = (meaning: string, fix = RECONNECT): ChannelErrorMeaning => ({ meaning, fix, breaksConnection: true });
const failed = (meaning: string, fix: string): ChannelErrorMeaning => ({ meaning, fix, breaksConnection: false });
const moot = (meaning: string, why: string): ChannelErrorMeaning => ({
  ...failed(meaning, `Nothing to do: ${why}`),
  isMoot: true,
});

/**
 * Every code that Slack documents for the calls that the product makes, and the gateway's own codes for calls that got
 * no proper answer. See https://docs.slack.dev/reference/methods/chat.postMessage#errors
 */
export const slackErrorMeanings = {
  // The connection itself.
  invalid_auth: broken('Slack no longer accepts the token of this connection.'),
  not_authed: broken('The request carried no token.'),
  account_inactive: broken('The app was removed from the Slack workspace, or the workspace was deleted.'),
  token_revoked: broken('The token of this connection was revoked in Slack.'),
  token_expired: broken('The token of this connection has expired and could not be renewed.'),
  invalid_refresh_token: broken('Slack refused to renew the token: it was renewed elsewhere or revoked.'),
  app_uninstalled: broken('The app was removed from the Slack workspace.'),
  tokens_revoked: broken('The tokens of this connection were revoked in Slack.'),
  org_login_required: broken(
    'The workspace is being moved to an Enterprise organisation.',
    `Wait until Slack has finished. ${RECONNECT}`,
  ),
  team_access_not_granted: broken(
    'The app is not approved for this workspace.',
    `Ask a Slack admin to approve the app. ${RECONNECT}`,
  ),
  two_factor_setup_required: broken(
    'The workspace demands two-factor sign-in of the installer.',
    `Set it up in Slack. ${RECONNECT}`,
  ),
  access_denied: broken(
    'Slack denies the app access to this workspace.',
    `Ask a Slack admin to approve the app. ${RECONNECT}`,
  ),
  connection_disconnected: broken('This connection was disconnected.'),
  connection_broken: broken('This connection is broken.'),
  missing_scope: failed('The app lacks a permission that this needs.', RECONNECT),
  no_permission: failed('The token does not allow this.', RECONNECT),
  not_allowed_token_type: failed('The kind of token does not allow this.', RECONNECT),
  // The place of the message.
  channel_not_found: failed(
    'The channel does not exist, or it is private and the employee was not invited.',
    'Check the channel. In a private channel write "/invite @" and the name of the employee.',
  ),
  not_in_channel: failed(
    'The employee is not a member of this channel.',
    'In Slack, open the channel and write "/invite @" and the name of the employee.',
  ),
  is_archived: failed('The channel is archived.', 'Unarchive it in Slack or choose another channel.'),
  thread_not_found: moot('The thread was deleted.', 'the conversation has ended.'),
  message_not_found: moot('The message was deleted.', 'there is nothing left to answer.'),
  invalid_thread_ts: moot('The thread cannot be found.', 'the conversation has ended.'),
  cannot_reply_to_message: failed(
    'This kind of message cannot be answered in a thread.',
    'Write to the employee in a new message.',
  ),
  user_not_found: failed('The person no longer exists in this workspace.', 'Choose somebody else or a channel.'),
  user_disabled: failed('The account of this person was deactivated.', 'Choose somebody else or a channel.'),
  user_not_visible: failed('The employee may not see this person.', ASK_ADMIN),
  users_not_found: failed('The person no longer exists in this workspace.', 'Choose somebody else or a channel.'),
  cannot_dm_bot: failed('Slack does not let apps write to each other.', 'Choose a person or a channel.'),
  messages_tab_disabled: failed(
    'Direct messages to the app are switched off.',
    'In the settings of the Slack app, App Home, allow messages in the Messages tab.',
  ),
  method_not_supported_for_channel_type: failed(
    'This is not possible in this kind of channel.',
    'Choose another channel.',
  ),
  team_not_found: failed('The workspace cannot be found.', RECONNECT),
  // Rules of the workspace.
  restricted_action: failed('A rule of the workspace does not let the employee post here.', ASK_ADMIN),
  restricted_action_read_only_channel: failed('The channel is read-only.', ASK_ADMIN),
  restricted_action_thread_only_channel: failed('The channel only allows answers in threads.', ASK_ADMIN),
  restricted_action_non_threadable_channel: failed('The channel does not allow threads.', ASK_ADMIN),
  restricted_action_thread_locked: failed('The thread is locked.', 'Write in a new thread.'),
  restricted_action_workflow_bot_only: failed('Only workflows may post in this channel.', ASK_ADMIN),
  posting_to_general_channel_denied: failed('Only some people may post in the general channel.', ASK_ADMIN),
  as_user_not_supported: failed('Slack does not let the app write like this.', SUPPORT),
  external_channel_migrating: failed('Slack is moving this shared channel.', WAIT),
  is_inactive: failed('The shared channel is frozen.', ASK_ADMIN),
  slack_connect_file_link_sharing_blocked: failed('A rule forbids links to files in shared channels.', ASK_ADMIN),
  ekm_access_denied: failed(
    'The admins of the organisation have suspended posting.',
    'Ask an admin of the Slack organisation.',
  ),
  enterprise_is_restricted: failed('This is not possible for a whole organisation.', 'Connect a single workspace.'),
  accesslimited: failed(
    'Slack does not allow this from the network of the installation.',
    'Ask the Slack admin to allow its address.',
  ),
  not_allowed: failed('A rule of the workspace forbids this.', ASK_ADMIN),
  // The message.
  msg_too_long: failed('The message is too long for Slack.', 'Lower the maximum reply length of the employee.'),
  msg_blocks_too_long: failed('The message is too long for Slack.', 'Lower the maximum reply length of the employee.'),
  no_text: failed('The message was empty.', SUPPORT),
  invalid_blocks: failed('Slack could not read the layout of the message.', SUPPORT),
  too_many_attachments: failed('The message has too many attachments.', SUPPORT),
  invalid_metadata_format: failed('Slack could not read the data of the message.', SUPPORT),
  metadata_too_large: failed('The data of the message is too large.', SUPPORT),
  duplicate_message_not_found: failed('Slack could not find the earlier message.', SUPPORT),
  // Limits.
  ratelimited: failed('Slack receives too many messages at once.', WAIT),
  rate_limited: failed('Slack receives too many messages at once.', WAIT),
  message_limit_exceeded: failed(
    'The workspace has sent more messages than its plan allows.',
    'Upgrade the Slack plan or wait until tomorrow.',
  ),
  too_many_convos_for_team: failed('The workspace has reached its number of conversations.', ASK_ADMIN),
  // The installation's own app.
  secret_unreadable: failed(
    'The stored token cannot be decrypted with the keys of this installation.',
    'Tell your administrator: PLATFORM_ENCRYPTION_KEY_PREVIOUS must hold the earlier key.',
  ),
  bad_client_secret: failed(
    'The client secret of this installation is wrong.',
    'Tell your administrator: SLACK_CLIENT_SECRET must be corrected.',
  ),
  invalid_client_id: failed(
    'The client id of this installation is wrong.',
    'Tell your administrator: SLACK_CLIENT_ID must be corrected.',
  ),
  token_rotation_not_enabled: failed('Token rotation was switched off in the Slack app.', RECONNECT),
  // Slack's own trouble, and calls without a proper answer.
  internal_error: failed('Slack had an error of its own.', WAIT),
  fatal_error: failed('Slack had an error of its own.', WAIT),
  service_unavailable: failed('Slack is not available at the moment.', WAIT),
  request_timeout: failed('Slack did not get the whole request.', WAIT),
  team_added_to_org: failed('The workspace is being moved to an organisation.', WAIT),
  slack_unreachable: failed(
    'Slack could not be reached from this installation.',
    'It is tried again by itself. If it stays, check the network and status.slack.com.',
  ),
  slack_no_answer: failed(
    'Slack did not answer in time.',
    'It is tried again by itself, after checking whether the message arrived.',
  ),
  slack_server_error: failed('Slack answered with an error of its own.', WAIT),
  slack_unreadable_answer: failed('Slack gave an answer that cannot be read.', SUPPORT),
  // Mistakes of the product, listed so that they are told apart in support.
  invalid_arguments: failed('Slack did not accept the request.', SUPPORT),
  invalid_arg_name: failed('Slack did not accept the request.', SUPPORT),
  invalid_array_arg: failed('Slack did not accept the request.', SUPPORT),
  invalid_charset: failed('Slack did not accept the request.', SUPPORT),
  invalid_form_data: failed('Slack did not accept the request.', SUPPORT),
  invalid_post_type: failed('Slack did not accept the request.', SUPPORT),
  missing_post_type: failed('Slack did not accept the request.', SUPPORT),
  invalid_cursor: failed('The list has changed meanwhile.', 'Load the list again.'),
  invalid_limit: failed('Slack did not accept the request.', SUPPORT),
  invalid_types: failed('Slack did not accept the request.', SUPPORT),
  unknown_method: failed('Slack does not know the request.', SUPPORT),
  method_deprecated: failed('Slack no longer offers this request.', SUPPORT),
  deprecated_endpoint: failed('Slack no longer offers this request.', SUPPORT),
} as const satisfies Readonly<Record<string, ChannelErrorMeaning>>;

/** A code with words of its own. */
type KnownSlackErrorCode = keyof typeof slackErrorMeanings;

/** A map, because a code of Slack's must not find what every object inherits. */
const MEANING_BY_CODE = new Map<string, ChannelErrorMeaning>(Object.entries(slackErrorMeanings));

/** Slack adds codes without notice; an unknown one is shown as it is. */
export function slackErrorMeaning(code: string): ChannelErrorMeaning {
  return MEANING_BY_CODE.get(code) ?? failed(`Slack refused with the code "${code}".`, SUPPORT);
}

/** Trouble that passes by itself. */
const RETRYABLE = new Set<string>([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'external_channel_migrating',
] satisfies KnownSlackErrorCode[]);

/** After these Slack itself says that "some aspect of the operation" may have succeeded. */
const IN_DOUBT = new Set<string>([
  'internal_error',
  'fatal_error',
  'service_unavailable',
] satisfies KnownSlackErrorCode[]);

/** Whether a call refused with this code may succeed later by itself. */
export function isRetryableSlackCode(code: string): boolean {
  return RETRYABLE.has(code);
}

/** Whether a call answered with this code may have had its effect. */
export function isInDoubtSlackCode(code: string): boolean {
  return IN_DOUBT.has(code);
}

/** Whether Slack refused a call because there are too many of its kind. */
export function isSlackLimit(code: string): boolean {
  return code === 'ratelimited' || code === 'rate_limited';
}
