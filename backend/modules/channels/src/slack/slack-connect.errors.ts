import { ChannelError, type ChannelProblemCode } from '../channels.errors';
import { IncompleteGrantError } from './slack-oauth';
import { SlackSendError } from './slack-send-error';

/** What Slack's consent page and token exchange may answer with, and what that means here. */
const PROBLEM_OF_SLACK_CODE = {
  // From the consent page, in the address it sends people back to.
  access_denied: 'consent_cancelled',
  user_denied: 'consent_cancelled',
  unapproved_scope: 'consent_not_allowed',
  app_approval_required: 'consent_not_allowed',
  restricted_action: 'consent_not_allowed',
  invalid_scope: 'app_misconfigured',
  invalid_scope_requested: 'app_misconfigured',
  no_scopes: 'app_misconfigured',
  bad_redirect_uri: 'app_misconfigured',
  invalid_team_for_non_distributed_app: 'app_misconfigured',
  no_bot_scopes_requested: 'app_misconfigured',
  // From oauth.v2.access.
  invalid_code: 'code_not_accepted',
  code_already_used: 'code_not_accepted',
  code_expired: 'code_not_accepted',
  invalid_client_id: 'app_misconfigured',
  bad_client_secret: 'app_misconfigured',
  invalid_grant_type: 'app_misconfigured',
  oauth_authorization_url_mismatch: 'app_misconfigured',
  preview_feature_not_available: 'app_misconfigured',
  cannot_install_an_org_installed_app: 'consent_not_allowed',
  team_access_not_granted: 'consent_not_allowed',
  accesslimited: 'consent_not_allowed',
  // From auth.test with the new token.
  invalid_auth: 'code_not_accepted',
  account_inactive: 'consent_not_allowed',
  token_revoked: 'code_not_accepted',
  // From any of them.
  ratelimited: 'slack_busy',
  rate_limited: 'slack_busy',
  internal_error: 'slack_unreachable',
  fatal_error: 'slack_unreachable',
  service_unavailable: 'slack_unreachable',
  request_timeout: 'slack_unreachable',
  slack_no_answer: 'slack_unreachable',
  slack_server_error: 'slack_unreachable',
  slack_unreachable: 'slack_unreachable',
} as const satisfies Readonly<Record<string, ChannelProblemCode>>;

const WORTH_SHOWING = /^[a-z0-9_]{1,60}$/;

/** A code of Slack as a problem of connecting. An unknown one is refused under its own name. */
export function problemOfSlackCode(code: string): ChannelError {
  const known = new Map<string, ChannelProblemCode>(Object.entries(PROBLEM_OF_SLACK_CODE));
  const problem = known.get(code) ?? 'slack_refused';
  const error = new ChannelError(problem);
  const isAdministrators = problem === 'slack_refused' || problem === 'app_misconfigured';
  if (!isAdministrators || !WORTH_SHOWING.test(code)) return error;
  return new ChannelError(problem, { detail: `${error.detail} Slack said: ${code}.` });
}

/** Whatever goes wrong while connecting, as a problem that says what to do. */
export function connectProblem(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error;
  if (error instanceof IncompleteGrantError) return new ChannelError('bot_not_granted', { cause: error });
  if (error instanceof SlackSendError) return problemOfSlackCode(error.code);
  return new ChannelError('connect_failed', { cause: error });
}

/** A failed call to Slack as the answer of a route. */
export function callProblem(error: unknown): unknown {
  if (!(error instanceof SlackSendError)) return error;
  const { meaning, fix, breaksConnection } = error.meaning;
  const detail = `${meaning} ${fix}`;
  if (error.code === 'ratelimited')
    return new ChannelError('slack_busy', { retryAfterSeconds: Math.ceil(error.retryAfterSeconds ?? 1), cause: error });
  if (breaksConnection) return new ChannelError('connection_unusable', { detail, cause: error });
  return new ChannelError(error.isRetryable ? 'slack_unreachable' : 'slack_refused', { detail, cause: error });
}
