/** The scopes that the sandbox knows, in the words of its consent page. */
export const SCOPE_WORDS: Record<string, string> = {
  'app_mentions:read': 'Read messages that mention it in conversations that it is part of',
  'assistant:write': 'Act as an assistant and show that it is thinking',
  'channels:history': 'Read messages in public channels that it has been added to',
  'channels:join': 'Join public channels',
  'channels:manage': 'Manage public channels',
  'channels:read': 'See basic information about public channels',
  'chat:write': 'Send messages under its own name',
  'chat:write.customize': 'Send messages with another name and picture',
  'chat:write.public': 'Send messages to public channels without being a member',
  commands: 'Add slash commands',
  'emoji:read': 'See custom emoji',
  'files:read': 'See files shared in conversations that it has been added to',
  'files:write': 'Upload and change files',
  'groups:history': 'Read messages in private channels that it has been added to',
  'groups:read': 'See basic information about private channels that it has been added to',
  'im:history': 'Read direct messages that people send to it',
  'im:read': 'See basic information about its direct messages',
  'im:write': 'Start direct messages with people',
  'mpim:history': 'Read group direct messages that it has been added to',
  'mpim:read': 'See basic information about its group direct messages',
  'reactions:read': 'See emoji reactions',
  'reactions:write': 'Add emoji reactions',
  'team:read': 'See the name and address of the workspace',
  'users.profile:read': "See people's profiles",
  'users:read': 'See the people of the workspace',
  'users:read.email': "See people's e-mail addresses",
};

export function parseScopes(list: string | undefined): string[] {
  const scopes = (list ?? '').split(/[\s,]+/).filter((scope) => scope !== '');
  return [...new Set(scopes)];
}

export function unknownScopes(scopes: string[]): string[] {
  return scopes.filter((scope) => !(scope in SCOPE_WORDS));
}
