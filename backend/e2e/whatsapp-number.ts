import { MIA } from './hired-employee';
import type { PortalClient } from './portal-client';
import { eventually, signUp, type RunningProduct } from './product';

/** A number as the sandbox's Meta knows it, with what has to be pasted to connect it. */
export interface SandboxNumber {
  readonly phone_number_id: string;
  readonly business_account_id: string;
  readonly display_phone_number: string;
  readonly access_token: string;
  readonly app_secret: string;
  readonly subscriptions: readonly { readonly override_callback_uri: string | null }[];
}

/** A person with a phone. */
export interface SandboxPerson {
  readonly id: string;
  readonly name: string;
  readonly phone: string | null;
}

/** A message in a person's chat with the number. */
export interface ChatMessage {
  readonly id: string;
  readonly from: 'person' | 'business';
  readonly type: string;
  readonly content: { readonly body?: string };
  readonly status: string | null;
  readonly is_read_by_business: boolean;
}

/** A chat as the person's phone shows it. */
export interface Chat {
  readonly is_window_open: boolean;
  readonly messages: readonly ChatMessage[];
}

/** An employee who is live on a number. */
export interface WhatsappEmployee {
  readonly client: PortalClient;
  readonly tenantId: string;
  readonly connectionId: string;
  readonly agentId: string;
  readonly number: SandboxNumber;
  readonly person: SandboxPerson;
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

  addPerson(about: { name: string; phone?: string | null; username?: string }): Promise<SandboxPerson> {
    return this.call('POST', '/people', about);
  }

  async say(number: SandboxNumber, person: SandboxPerson, text: string): Promise<string> {
    const path = `/numbers/${number.phone_number_id}/messages`;
    return (await this.call<{ message: ChatMessage }>('POST', path, { person: person.id, text })).message.id;
  }

  chat(number: SandboxNumber, person: SandboxPerson): Promise<Chat> {
    return this.call('GET', `/numbers/${number.phone_number_id}/chats/${person.id}`);
  }

  /** What the business wrote to a person, oldest first. */
  async answers(number: SandboxNumber, person: SandboxPerson): Promise<readonly ChatMessage[]> {
    return (await this.chat(number, person)).messages.filter(({ from }) => from === 'business');
  }

  age(number: SandboxNumber, person: SandboxPerson): Promise<unknown> {
    return this.call('POST', `/numbers/${number.phone_number_id}/chats/${person.id}/age`, {});
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

let people = 0;

/** Signs a business up, connects a number, hires Mia, and has her test message arrive on a person's phone. */
export async function hireOnWhatsapp(
  product: RunningProduct,
  changes: Partial<typeof MIA> = {},
): Promise<WhatsappEmployee> {
  const phone = new WhatsappPhone(product);
  const { client, tenantId } = await signUp(product);
  const number = await phone.addNumber();
  people += 1;
  const person = await phone.addPerson({ name: 'Ada Lovelace', phone: `4366012340${String(people).padStart(3, '0')}` });
  const connected = await client.post<{ id: string }>(
    '/api/portal/channels/whatsapp/connect',
    connectRequest(tenantId, number),
  );
  if (connected.status !== 200) throw new Error(`not connected: ${JSON.stringify(connected.body)}`);
  const agent = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, { ...MIA, ...changes });
  const employee = { client, tenantId, connectionId: connected.body.id, agentId: agent.body.id, number, person };
  await sendTestMessage(employee, `+${person.phone ?? ''}`);
  await eventually(async () => (await lastTest(employee)).status === 'sent', 'the test message to arrive');
  return employee;
}

/** What the wizard shows of a test message. */
export interface TestMessage {
  readonly status: string;
  readonly agent_status: string;
  readonly error: { readonly code: string; readonly meaning: string; readonly fix: string } | null;
}

/** Presses "Send test message". */
export async function sendTestMessage(
  { client, tenantId, agentId, connectionId }: Omit<WhatsappEmployee, 'number' | 'person'>,
  destination: string,
): Promise<TestMessage> {
  const answer = await client.post<TestMessage>(`/api/portal/tenants/${tenantId}/onboarding/test-messages`, {
    agent_id: agentId,
    connection_id: connectionId,
    destination_id: destination,
  });
  if (answer.status !== 201) throw new Error(`test message: ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The wizard's last test message. */
export async function lastTest({
  client,
  tenantId,
}: Pick<WhatsappEmployee, 'client' | 'tenantId'>): Promise<TestMessage> {
  const answer = await client.get<{ last_test_message: TestMessage }>(`/api/portal/tenants/${tenantId}/onboarding`);
  return answer.body.last_test_message;
}
