import { asFields, text, type Fields } from '../provider-fields';
import type { SlackEventOrigin } from './slack-event-kinds';

/**
 * In shared channels the top-level team_id may be another workspace: the installation is the first authorization.
 * Uninstalls and revocations come without one.
 */
export function readOrigin(body: Fields, event: Fields): SlackEventOrigin {
  const authorization = firstAuthorization(body);
  const team = text(authorization, 'team_id') ?? text(body, 'team_id');
  const enterprise = text(authorization, 'enterprise_id') ?? text(body, 'enterprise_id');
  const isEnterpriseInstall = authorization['is_enterprise_install'] === true;
  const eventId = text(body, 'event_id') ?? '';
  const type = text(event, 'type') ?? text(body, 'type') ?? '';
  const time = text(event, 'event_ts') ?? text(event, 'ts') ?? secondsOf(body);
  return {
    teamId: isEnterpriseInstall ? (enterprise ?? team) : (team ?? enterprise),
    appId: text(body, 'api_app_id'),
    eventId,
    dedupeKey: [eventId, type, time, text(event, 'channel') ?? ''].join(':'),
    type,
  };
}

/** Uninstalls and revocations tell their time on the envelope alone. */
function secondsOf(body: Fields): string {
  const time = body['event_time'];
  return typeof time === 'number' ? time.toString() : '';
}

/** When it happened, by the envelope, in whole seconds. */
export function readSentAt(body: Fields): Date | null {
  const time = body['event_time'];
  return typeof time === 'number' && time > 0 && time < 1e11 ? new Date(time * 1_000) : null;
}

/** Older payloads name the bot's user in authed_users. */
export function readBotUserId(body: Fields): string | null {
  const authorization = firstAuthorization(body);
  const authedUsers: unknown = body['authed_users'];
  const older: unknown = Array.isArray(authedUsers) ? authedUsers[0] : null;
  const userId = text(authorization, 'user_id') ?? (typeof older === 'string' ? older : null);
  return authorization['is_bot'] === false ? null : userId;
}

function firstAuthorization(body: Fields): Fields {
  const authorizations: unknown = body['authorizations'];
  return asFields(Array.isArray(authorizations) ? authorizations[0] : null);
}
