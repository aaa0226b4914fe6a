import { missingParameter } from '../../graph-error';
import type { GraphToken } from '../../state/whatsapp-state';
import type { WhatsAppServices } from '../../whatsapp-services';
import { authenticate, tokenProblem } from '../access';
import { textOf, type GraphOperation } from '../graph-operation';

function inSeconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1_000);
}

function describe({ world }: WhatsAppServices, token: GraphToken): Record<string, unknown> {
  const problem = tokenProblem(token, world.now());
  return {
    app_id: token.appId,
    type: 'SYSTEM_USER',
    application: world.findApp(token.appId)?.name ?? '',
    data_access_expires_at: 0,
    expires_at: token.expiresAt === null ? 0 : inSeconds(token.expiresAt),
    is_valid: problem === null,
    issued_at: inSeconds(token.issuedAt),
    ...(problem ? { error: { code: 190, message: problem.message, subcode: problem.subcode } } : {}),
    scopes: token.scopes,
    granular_scopes: token.scopes
      .filter((scope) => scope.startsWith('whatsapp_'))
      .map((scope) => ({ scope, target_ids: token.accountIds })),
    user_id: `122${token.appId.slice(3)}`,
  };
}

/** What Meta's access token debugger knows. */
export const tokenOperations: GraphOperation[] = [
  {
    name: 'debug_token',
    method: 'GET',
    path: 'debug_token',
    handle({ call, services }) {
      authenticate(services, call);
      const value = textOf(call.args, 'input_token');
      if (value === undefined) throw missingParameter('input_token');
      const token = services.world.tokens.find((candidate) => candidate.value === value);
      const error = { code: 190, message: 'Invalid OAuth access token - Cannot parse access token' };
      return { body: { data: token ? describe(services, token) : { error, is_valid: false, scopes: [] } } };
    },
  },
];
