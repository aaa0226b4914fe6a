import type { RunningSandbox } from '../index';
import { proofOf } from '../whatsapp/webhooks/signature';
import type { Json } from './control';
import type { WebhookReceiver } from './webhook-receiver';

/** What the seed knows; the same as the phone page offers to paste. */
export const ACME_NUMBER = '106540352242922';
export const ACME_ACCOUNT = '102290129340398';
export const ACME_TOKEN = 'EAAGacmeDemoSystemUserTokenThatNeverExpires7Qm2ZDZD';
export const ACME_SECRET = '5ab0e2c41f7d48b09c3e6d7f81a2b3c4';
export const MAYA_PHONE = '46705550112';

export interface GraphCredentials {
  token: string;
  secret: string;
}

/** Calls the Graph API as the product would, with a proof; the answer comes with its HTTP status. */
export async function graph(
  sandbox: RunningSandbox,
  method: string,
  path: string,
  body?: unknown,
  { token, secret }: GraphCredentials = { token: ACME_TOKEN, secret: ACME_SECRET },
): Promise<Json> {
  const url = new URL(`${sandbox.whatsappGraphUrl}/v23.0/${path}`);
  url.searchParams.set('appsecret_proof', proofOf(secret, token));
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { ...((await response.json()) as Json), http_status: response.status };
}

/** Sends a text as the business. */
export function sendText(sandbox: RunningSandbox, to: string, body: string, more: Json = {}): Promise<Json> {
  const message = { messaging_product: 'whatsapp', recipient_type: 'individual', to, type: 'text', text: { body } };
  return graph(sandbox, 'POST', `${ACME_NUMBER}/messages`, { ...message, ...more });
}

export function idOf(answer: Json): string {
  return (answer.messages as { id: string }[])[0]?.id ?? '';
}

/** Points Acme's webhooks to a receiver, as connecting does. */
export function subscribe(sandbox: RunningSandbox, receiver: WebhookReceiver, url: string): Promise<Json> {
  return graph(sandbox, 'POST', `${ACME_ACCOUNT}/subscribed_apps`, {
    override_callback_uri: url,
    verify_token: receiver.verifyToken,
  });
}
