/**
 * What the bot asks for at consent, and why. A scope is here only when a feature breaks without it:
 * every further one makes an admin hesitate.
 */
const SLACK_BOT_SCOPES = {
  'app_mentions:read': 'hear when somebody mentions the employee',
  'channels:history': 'follow threads in public channels and resolve a send that is in doubt',
  'channels:join': 'join a public channel that was chosen for the test message',
  'channels:read': 'list public channels to choose from and show their names',
  'chat:write': 'answer, and show that an answer is being written',
  'chat:write.customize': 'show the name and picture of each employee beside what it writes',
  'groups:history': 'follow threads in private channels that the employee was invited to',
  'groups:read': 'list the private channels that the employee was invited to',
  'im:history': 'read direct messages to the employee',
  'im:read': 'know direct messages from channels',
  'im:write': 'open a direct message with a person',
  'mpim:history': 'follow threads in group direct messages that the employee was added to',
  'mpim:read': 'know group direct messages from channels',
  'users:read': 'address people by their names',
} as const;

/** A bot scope that the product needs. */
export type SlackBotScope = keyof typeof SLACK_BOT_SCOPES;

/** The scopes in a stable order. */
export const REQUIRED_BOT_SCOPES = Object.keys(SLACK_BOT_SCOPES) as readonly SlackBotScope[];

/** The needed scopes that a workspace has not granted, for instance because it was connected by an older version. */
export function missingScopes(granted: readonly string[]): SlackBotScope[] {
  return REQUIRED_BOT_SCOPES.filter((scope) => !granted.includes(scope));
}

/** What a needed scope is for, in words that go on from "the app may not yet …". */
export function purposeOfScope(scope: SlackBotScope): string {
  return SLACK_BOT_SCOPES[scope];
}

/** Whether a workspace lets each employee write under its own name and picture. */
export function canShowEmployees(granted: readonly string[]): boolean {
  return granted.includes('chat:write.customize' satisfies SlackBotScope);
}
