import type { RunningProduct } from './product';

/** A number as the sandbox's Meta knows it, with what has to be pasted to connect it. */
export interface SandboxNumber {
  readonly phone_number_id: string;
  readonly business_account_id: string;
  readonly display_phone_number: string;
  readonly access_token: string;
  readonly app_secret: string;
  readonly subscriptions: readonly { readonly override_callback_uri: string | null }[];
}

/** The sandbox's Meta, and what people do with their phones. */
export class WhatsappPhone {
  constructor(private readonly product: RunningProduct) {}

  addNumber(about: object = {}): Promise<SandboxNumber> {
    return this.call('POST', '/accounts', { name: 'Acme', ...about });
  }

  number(phoneNumberId: string): Promise<SandboxNumber> {
    return this.call('GET', `/numbers/${phoneNumberId}`);
  }

  call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return this.product.sandbox.call<T>(method, `/whatsapp/_control${path}`, body);
  }
}

/** What the connect form sends. */
export function connectRequest(tenantId: string, number: SandboxNumber, changes: object = {}): object {
  const { phone_number_id, business_account_id, access_token, app_secret } = number;
  return { tenant_id: tenantId, phone_number_id, business_account_id, access_token, app_secret, ...changes };
}
