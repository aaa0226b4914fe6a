import { asFields, text, type Fields } from '../provider-fields';
import { readBotUserId, readOrigin, readSentAt } from './slack-envelope';
import type { KnownBot, SlackEvent, SlackIgnoredReason } from './slack-event-kinds';
import { readMessage, type SlackCallback } from './slack-message';

const IGNORED_TYPES: Readonly<Record<string, SlackIgnoredReason>> = {
  member_joined_channel: 'membership',
  member_left_channel: 'membership',
  reaction_added: 'reaction',
  reaction_removed: 'reaction',
  app_home_opened: 'app_home',
  assistant_thread_started: 'assistant_thread',
  assistant_thread_context_changed: 'assistant_thread',
};

/** Reads the body of a webhook request; whatever it is, the answer is one of the kinds and never an exception. */
export function readSlackEvent(envelope: unknown, bot: KnownBot | null = null): SlackEvent {
  const body = asFields(envelope);
  const type = text(body, 'type');
  if (type === 'url_verification') return { kind: 'url_verification', challenge: text(body, 'challenge') ?? '' };
  const event = asFields(body['event']);
  const origin = readOrigin(body, event);
  if (type !== 'event_callback') return { ...origin, kind: 'unknown' };
  return readCallback({ origin, event, botUserId: bot?.botUserId ?? readBotUserId(body), bot }, readSentAt(body));
}

function readCallback(callback: SlackCallback, sentAt: Date | null): SlackEvent {
  const { origin, event } = callback;
  const ignoredReason = IGNORED_TYPES[origin.type];
  if (ignoredReason) return { ...origin, kind: 'ignored', reason: ignoredReason };
  switch (origin.type) {
    case 'app_uninstalled':
      return { ...origin, kind: 'uninstalled', at: sentAt };
    case 'tokens_revoked':
      return hasRevokedBotToken(event)
        ? { ...origin, kind: 'tokens_revoked', at: sentAt }
        : { ...origin, kind: 'ignored', reason: 'user_tokens_only' };
    case 'message':
    case 'app_mention':
      return readMessage(callback);
    default:
      return { ...origin, kind: 'unknown' };
  }
}

function hasRevokedBotToken(event: Fields): boolean {
  const bots: unknown = asFields(event['tokens'])['bot'];
  return Array.isArray(bots) && bots.length > 0;
}
