import type { SlackServices } from '../slack-services';
import type { AccessToken, SlackWorkspace } from '../state/slack-state';
import type { ArgumentSpec, MethodArguments } from './method-arguments';

/** The client's id and secret, from the Basic header or the arguments. */
export interface ClientCredentials {
  id: string | undefined;
  secret: string | undefined;
}

export interface ClientCall {
  args: MethodArguments;
  client: ClientCredentials;
  services: SlackServices;
}

export interface TokenCall {
  args: MethodArguments;
  workspace: SlackWorkspace;
  token: AccessToken;
  client: ClientCredentials;
  services: SlackServices;
}

/** What a method adds to `ok: true`. */
export type MethodAnswer = Record<string, unknown>;

interface MethodBase {
  name: string;
  arguments: ArgumentSpec;
}

/** Called with a token; any one of `scopes` is enough, none means that every token will do. */
export interface TokenMethod extends MethodBase {
  access: 'token';
  scopes: string[];
  handle(call: TokenCall): MethodAnswer;
}

/** Called with the client's id and secret. */
export interface ClientMethod extends MethodBase {
  access: 'client';
  handle(call: ClientCall): MethodAnswer;
}

export type SlackMethod = TokenMethod | ClientMethod;
