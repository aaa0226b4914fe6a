import { requestJson } from './http-json.ts';

/** A number as the sandbox's Meta knows it, with what has to be pasted to connect it. */
export interface WhatsappNumber {
  readonly phone_number_id: string;
  readonly business_account_id: string;
  readonly access_token: string;
  readonly app_secret: string;
}

/** A person with a phone. */
export interface WhatsappPerson {
  readonly id: string;
  readonly phone: string;
}

/** A message of the sandbox's own record of a chat. */
export interface WhatsappMessage {
  readonly id: string;
  readonly from: 'person' | 'business';
  readonly type: string;
  readonly content: { readonly body?: string };
}

/** A webhook that the sandbox sent, with every attempt. */
export interface WebhookDelivery {
  readonly body: {
    readonly entry: readonly {
      readonly changes: readonly { readonly value: { readonly messages?: readonly { readonly id: string }[] } }[];
    }[];
  };
  readonly attempts: readonly { readonly at: string; readonly duration_ms: number; readonly status: number | null }[];
}

/** What people do on their sandbox phones, and what the sandbox's Meta has on record. */
export class SandboxWhatsapp {
  private readonly control: string;

  constructor(sandboxUrl: string) {
    this.control = `${sandboxUrl}/whatsapp/_control`;
  }

  addNumber(): Promise<WhatsappNumber> {
    return requestJson('POST', `${this.control}/accounts`, { name: 'Bench' });
  }

  addPerson(index: number): Promise<WhatsappPerson> {
    const phone = `4366099${String(index).padStart(6, '0')}`;
    return requestJson('POST', `${this.control}/people`, { name: `Person ${index}`, phone });
  }

  /** Answers the id of what was written. */
  async say(number: WhatsappNumber, person: WhatsappPerson, text: string): Promise<string> {
    const url = `${this.control}/numbers/${number.phone_number_id}/messages`;
    return (await requestJson<{ message: WhatsappMessage }>('POST', url, { person: person.id, text })).message.id;
  }

  async chat(number: WhatsappNumber, person: WhatsappPerson): Promise<readonly WhatsappMessage[]> {
    const url = `${this.control}/numbers/${number.phone_number_id}/chats/${person.id}`;
    return (await requestJson<{ messages: WhatsappMessage[] }>('GET', url)).messages;
  }

  async deliveries(kind: string): Promise<readonly WebhookDelivery[]> {
    const url = `${this.control}/deliveries?kind=${kind}`;
    return (await requestJson<{ deliveries: WebhookDelivery[] }>('GET', url)).deliveries;
  }

  changeSettings(change: { retry_delays_ms?: readonly number[] }): Promise<unknown> {
    return requestJson('PATCH', `${this.control}/settings`, change);
  }
}
