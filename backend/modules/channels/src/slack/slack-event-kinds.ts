/** Where a message was written. */
export type SlackChannelType = 'channel' | 'group' | 'im' | 'mpim';

/** Why an event is left alone on purpose. */
export type SlackIgnoredReason =
  | 'own_message'
  | 'bot_message'
  | 'edit'
  | 'deletion'
  | 'membership'
  | 'reaction'
  | 'app_home'
  | 'assistant_thread'
  | 'system_message'
  | 'user_tokens_only';

/** What every event of Slack says of itself. */
export interface SlackEventOrigin {
  /** What a connection is found by: the workspace, or the organisation when the app is installed on all of it. */
  readonly teamId: string | null;
  readonly appId: string | null;
  readonly eventId: string;
  /** The same for every delivery of the same thing, different for everything else within an account. */
  readonly dedupeKey: string;
  /** Slack's own name of the event, for logs and audit. */
  readonly type: string;
}

/** Something that a person wrote and the employee may answer. */
export interface SlackMessageEvent extends SlackEventOrigin {
  readonly kind: 'message';
  readonly channelId: string;
  readonly channelType: SlackChannelType;
  readonly userId: string;
  /** As a person reads it, without the mention of the bot. */
  readonly text: string;
  /** As Slack sent it, for reading again once names are known. */
  readonly rawText: string;
  readonly ts: string;
  /** The thread it answers in; null at the top level. */
  readonly threadTs: string | null;
  readonly isMention: boolean;
  readonly isDirect: boolean;
  readonly isThreadBroadcast: boolean;
  readonly files: readonly { readonly name: string; readonly mimetype: string }[];
}

/** The end of what the workspace granted. */
export interface SlackFarewell extends SlackEventOrigin {
  readonly kind: 'uninstalled' | 'tokens_revoked';
  /** In whole seconds; null when Slack does not say. */
  readonly at: Date | null;
}

/** A request of Slack, parsed once. */
export type SlackEvent =
  | { readonly kind: 'url_verification'; readonly challenge: string }
  | SlackMessageEvent
  | (SlackEventOrigin & { readonly kind: 'ignored'; readonly reason: SlackIgnoredReason })
  | SlackFarewell
  | (SlackEventOrigin & { readonly kind: 'unknown' });

/** What a connection knows of its bot, for telling it from others when an event does not. */
export interface KnownBot {
  readonly botUserId: string;
  readonly botId: string | null;
}
