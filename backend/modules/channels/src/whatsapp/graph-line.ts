import type { CallGate } from '../limits/call-gate';
import type { GraphClient, GraphCredentials, GraphRequest } from './graph-client';
import { limitOf, scopesOf } from './whatsapp-limits';
import { WhatsappSendError } from './whatsapp-send-error';

/** Numbers send eighty messages a second and more; those that waited come well below that. */
const APART_MS = 50;

/** For whom Meta is called. */
export interface GraphCaller {
  readonly credentials: GraphCredentials;
  readonly gate: CallGate;
}

/** Calls Meta for a connection, within the limits that Meta set it. The recipient is whom a message goes to, if it is one. */
export async function callWithinLimits(
  graph: GraphClient,
  { credentials, gate }: GraphCaller,
  request: GraphRequest,
  recipient: string | null = null,
): Promise<unknown> {
  const held = await gate.ask({ scopes: scopesOf(recipient), apartMs: APART_MS });
  if (held) throw new WhatsappSendError({ ...held, isRetryable: true, isHeldBack: true });
  try {
    return await graph.call(credentials, request);
  } catch (error) {
    const limit = error instanceof WhatsappSendError ? limitOf(error, recipient) : null;
    if (!limit) throw error;
    const { scope, ...reached } = limit;
    await gate.close(scope, reached);
    throw new WhatsappSendError({ ...reached, isRetryable: true, cause: error });
  }
}
