import type { RunningSandbox } from '../index';

export type Json = Record<string, unknown>;

/** Calls a control API (or any JSON route) of a running sandbox. */
export async function call(sandbox: RunningSandbox, method: string, path: string, body?: unknown): Promise<Json> {
  const response = await fetch(`${sandbox.url}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  return { ...((await response.json()) as Json), http_status: response.status };
}

export const ACME = 'T0ACMEDEMO';
export const MAYA = 'U0ACMEMAYA';

/** What the product asks for at consent. */
export const BOT_SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'users:read',
];

/** Installs the app without the consent page. */
export function install(sandbox: RunningSandbox, scopes = BOT_SCOPES, team = ACME): Promise<Json> {
  return call(sandbox, 'POST', `/slack/_control/workspaces/${team}/install`, { scopes });
}

/** Writes as a person. */
export function say(sandbox: RunningSandbox, channel: string, text: string, more: Json = {}): Promise<Json> {
  const message = { channel, text, user: MAYA, ...more };
  return call(sandbox, 'POST', `/slack/_control/workspaces/${ACME}/messages`, message);
}
