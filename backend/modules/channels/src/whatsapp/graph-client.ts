import { createHmac } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { refusal, transportFailure } from './graph-call-failure';
import { mediaAddress } from './media-address';
import { WHATSAPP_SETTINGS, graphAddress, type WhatsappSettings } from './whatsapp.config';

const TIMEOUT_MS = 10_000;

/** Who calls. Without the app's secret, as while the form is being filled, the call carries no proof. */
export interface GraphCredentials {
  readonly accessToken: string;
  readonly appSecret: string | null;
}

/** One call of the Graph API. */
export interface GraphRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: object;
}

/**
 * Calls Meta's Graph API, once: waiting and repeating is the outbox's work, which survives a crash. Every call proves that it
 * comes from whoever holds the app's secret, so that a stolen token alone is worth nothing.
 * See https://developers.facebook.com/docs/graph-api/guides/secure-requests
 */
@Injectable()
export class GraphClient {
  constructor(@Inject(WHATSAPP_SETTINGS) private readonly settings: WhatsappSettings) {}

  /** Throws nothing but WhatsappSendError. */
  async call(credentials: GraphCredentials, request: GraphRequest): Promise<unknown> {
    const response = await this.send(this.addressOf(credentials, request), credentials, {
      method: request.method,
      ...(request.body ? { body: JSON.stringify(request.body), headers: { 'content-type': 'application/json' } } : {}),
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok && typeof body === 'object' && body !== null) return body;
    throw refusal(response.status, response.headers, body);
  }

  /** A file, from the address that the Graph API gave for it; null when it is larger than allowed or not with Meta. */
  async download(credentials: GraphCredentials, address: string, maximumBytes: number): Promise<Buffer | null> {
    const url = mediaAddress(address, this.settings.WHATSAPP_GRAPH_URL);
    if (!url) return null;
    const response = await this.send(url, credentials, { method: 'GET' });
    if (!response.ok) throw refusal(response.status, response.headers, null);
    return readAtMost(response, maximumBytes).catch((error: unknown) => {
      throw transportFailure(error);
    });
  }

  private async send(address: URL, { accessToken }: GraphCredentials, init: RequestInit): Promise<Response> {
    try {
      const headers = { ...init.headers, authorization: `Bearer ${accessToken}` };
      // Meta redirects nowhere; following one could carry the token to somebody else.
      return await fetch(address, { ...init, headers, redirect: 'error', signal: AbortSignal.timeout(TIMEOUT_MS) });
    } catch (error) {
      throw transportFailure(error);
    }
  }

  private addressOf({ accessToken, appSecret }: GraphCredentials, { path, query }: GraphRequest): URL {
    const address = new URL(`${graphAddress(this.settings)}/${path}`);
    for (const [name, value] of Object.entries(query ?? {})) address.searchParams.set(name, value);
    if (appSecret !== null) address.searchParams.set('appsecret_proof', appSecretProof(appSecret, accessToken));
    return address;
  }
}

function appSecretProof(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

async function readAtMost(response: Response, maximumBytes: number): Promise<Buffer | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response.body ?? []) {
    length += (chunk as Uint8Array).length;
    if (length > maximumBytes) return null;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
