import { Injectable } from '@nestjs/common';
import { asFields, asList, text, type Fields } from '../provider-fields';
import { GraphClient, type GraphCredentials } from './graph-client';
import { callWithinLimits, type GraphCaller } from './graph-line';
import { WhatsappSendError } from './whatsapp-send-error';

/** What a call needs of a connection; made by WhatsappSessions. */
export interface WhatsappSession extends GraphCaller {
  readonly connectionId: string;
  readonly phoneNumberId: string;
  readonly businessAccountId: string;
}

/** Whom a message goes to: a phone number, or the user id of somebody who shows none. */
export type WhatsappRecipient = { readonly to: string } | { readonly recipient: string };

/** What Meta knows of a token. */
export interface TokenFacts {
  readonly isValid: boolean;
  readonly appId: string | null;
  /** Null when it does not expire. */
  readonly expiresAt: Date | null;
  readonly scopes: readonly string[];
  /** Accounts that the token is limited to; null when it says nothing about that. */
  readonly accountIds: readonly string[] | null;
}

/** A number as Meta shows it. */
export interface NumberFacts {
  readonly id: string;
  readonly displayPhoneNumber: string;
  readonly verifiedName: string;
  readonly status: string | null;
  readonly qualityRating: string | null;
}

/** A template that can be sent at any time. */
export interface WhatsappTemplate {
  readonly id: string;
  readonly name: string;
  readonly language: string;
  readonly category: string;
  readonly status: string;
  readonly body: string;
}

/** A file that somebody sent. */
export interface MediaFacts {
  readonly address: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
}

const NUMBER_FIELDS = 'id,display_phone_number,verified_name,status,quality_rating';
const TEMPLATE_FIELDS = 'id,name,language,category,status,components';
const PER_PAGE = '100';
const READ_PAGES = 10;

/** The only place that calls Meta on behalf of a connection. Each method is one request, or one list over its pages. */
@Injectable()
export class WhatsappGateway {
  constructor(private readonly graph: GraphClient) {}

  async inspectToken(credentials: GraphCredentials): Promise<TokenFacts> {
    const query = { input_token: credentials.accessToken };
    const answer = await this.graph.call(credentials, { method: 'GET', path: 'debug_token', query });
    const data = asFields(asFields(answer)['data']);
    const expiresAt = Number(data['expires_at'] ?? 0);
    return {
      isValid: data['is_valid'] === true,
      appId: text(data, 'app_id'),
      expiresAt: expiresAt > 0 ? new Date(expiresAt * 1_000) : null,
      scopes: asList(data['scopes']).filter((scope) => typeof scope === 'string'),
      accountIds: accountsOf(data),
    };
  }

  async readNumber(credentials: GraphCredentials, phoneNumberId: string): Promise<NumberFacts> {
    const query = { fields: NUMBER_FIELDS };
    return toNumber(await this.graph.call(credentials, { method: 'GET', path: phoneNumberId, query }));
  }

  async listNumbers(credentials: GraphCredentials, businessAccountId: string): Promise<NumberFacts[]> {
    const path = `${businessAccountId}/phone_numbers`;
    return (await this.list(credentials, path, { fields: NUMBER_FIELDS })).map(toNumber);
  }

  async listTemplates({ credentials, businessAccountId }: WhatsappSession): Promise<WhatsappTemplate[]> {
    const path = `${businessAccountId}/message_templates`;
    return (await this.list(credentials, path, { fields: TEMPLATE_FIELDS })).map(toTemplate);
  }

  /** Where Meta sends what happens in the account, as far as it tells; empty when nothing is subscribed. */
  async subscriptions(credentials: GraphCredentials, businessAccountId: string): Promise<(string | null)[]> {
    const answer = await this.graph.call(credentials, { method: 'GET', path: `${businessAccountId}/subscribed_apps` });
    return asList(asFields(answer)['data']).map((entry) => text(asFields(entry), 'override_callback_uri'));
  }

  /** First the app, then the address: in one call Meta has been seen to keep the app's own address. */
  async subscribe(
    { credentials, businessAccountId }: WhatsappSession,
    callback: { readonly address: string; readonly verifyToken: string },
  ): Promise<void> {
    const path = `${businessAccountId}/subscribed_apps`;
    await this.graph.call(credentials, { method: 'POST', path });
    const body = { override_callback_uri: callback.address, verify_token: callback.verifyToken };
    await this.graph.call(credentials, { method: 'POST', path, body });
  }

  async unsubscribe({ credentials, businessAccountId }: WhatsappSession): Promise<void> {
    await this.graph.call(credentials, { method: 'DELETE', path: `${businessAccountId}/subscribed_apps` });
  }

  sendText(session: WhatsappSession, recipient: WhatsappRecipient, body: string, replyId: string): Promise<string> {
    return this.sendMessage(session, recipient, replyId, { type: 'text', text: { body, preview_url: false } });
  }

  sendTemplate(
    session: WhatsappSession,
    recipient: WhatsappRecipient,
    template: { readonly name: string; readonly language: string },
    replyId: string,
  ): Promise<string> {
    const { name, language } = template;
    return this.sendMessage(session, recipient, replyId, {
      type: 'template',
      template: { name, language: { code: language } },
    });
  }

  /** The two blue ticks and the dots, in one call. Meta takes the dots away with the next message or after 25 seconds. */
  async markReadAndTyping(session: WhatsappSession, messageId: string): Promise<void> {
    const body = {
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: messageId,
      typing_indicator: { type: 'text' },
    };
    await callWithinLimits(this.graph, session, { method: 'POST', path: messagesOf(session), body });
  }

  async findMedia(session: WhatsappSession, mediaId: string): Promise<MediaFacts> {
    const facts = asFields(await callWithinLimits(this.graph, session, { method: 'GET', path: mediaId }));
    return {
      address: required(facts, 'url'),
      mimeType: text(facts, 'mime_type') ?? 'application/octet-stream',
      sizeBytes: Number(facts['file_size'] ?? 0),
    };
  }

  downloadMedia({ credentials }: WhatsappSession, address: string, maximumBytes: number): Promise<Buffer | null> {
    return this.graph.download(credentials, address, maximumBytes);
  }

  /** The reply id comes back with every status of the message: it is all there is to find out what became of it. */
  private async sendMessage(
    session: WhatsappSession,
    recipient: WhatsappRecipient,
    replyId: string,
    content: object,
  ): Promise<string> {
    const body = {
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      ...recipient,
      ...content,
      biz_opaque_callback_data: replyId,
    };
    const person = 'to' in recipient ? recipient.to : recipient.recipient;
    const request = { method: 'POST', path: messagesOf(session), body } as const;
    const answer = await callWithinLimits(this.graph, session, request, person);
    return required(asFields(asList(asFields(answer)['messages'])[0]), 'id');
  }

  private async list(
    credentials: GraphCredentials,
    path: string,
    query: Readonly<Record<string, string>>,
  ): Promise<Fields[]> {
    const entries: Fields[] = [];
    let after: string | null = null;
    for (let page = 0; page < READ_PAGES; page += 1) {
      const answer: Fields = asFields(
        await this.graph.call(credentials, {
          method: 'GET',
          path,
          query: { ...query, limit: PER_PAGE, ...(after === null ? {} : { after }) },
        }),
      );
      entries.push(...asList(answer['data']).map(asFields));
      const paging = asFields(answer['paging']);
      after = text(paging, 'next') === null ? null : text(asFields(paging['cursors']), 'after');
      if (after === null) break;
    }
    return entries;
  }
}

function messagesOf({ phoneNumberId }: WhatsappSession): string {
  return `${phoneNumberId}/messages`;
}

/** An answer without what was asked for says nothing about what was done. */
function required(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (value === null)
    throw new WhatsappSendError({ code: 'whatsapp_unreadable_answer', isRetryable: true, isInDoubt: true });
  return value;
}

function accountsOf(data: Fields): string[] | null {
  const granted = asList(data['granular_scopes'])
    .map(asFields)
    .filter((scope) => text(scope, 'scope') === 'whatsapp_business_management' && Array.isArray(scope['target_ids']));
  if (granted.length === 0) return null;
  return granted.flatMap((scope) => asList(scope['target_ids'])).map(String);
}

function toNumber(answer: unknown): NumberFacts {
  const fields = asFields(answer);
  return {
    id: required(fields, 'id'),
    displayPhoneNumber: text(fields, 'display_phone_number') ?? '',
    verifiedName: text(fields, 'verified_name') ?? '',
    status: text(fields, 'status'),
    qualityRating: text(fields, 'quality_rating'),
  };
}

function toTemplate(fields: Fields): WhatsappTemplate {
  const body = asList(fields['components'])
    .map(asFields)
    .find((component) => text(component, 'type')?.toUpperCase() === 'BODY');
  return {
    id: text(fields, 'id') ?? '',
    name: text(fields, 'name') ?? '',
    language: text(fields, 'language') ?? '',
    category: text(fields, 'category') ?? '',
    status: text(fields, 'status') ?? '',
    body: body ? (text(body, 'text') ?? '') : '',
  };
}
