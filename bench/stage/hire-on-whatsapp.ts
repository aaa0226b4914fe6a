import { setTimeout as delay } from 'node:timers/promises';

import { type Business, hire } from './hire.ts';
import { requestJson } from './http-json.ts';
import { SandboxWhatsapp, type WhatsappNumber, type WhatsappPerson } from './sandbox-whatsapp.ts';

/** An employee who is live on a number, and the people who know it. */
export interface EmployeeOnWhatsapp {
  readonly number: WhatsappNumber;
  readonly people: readonly WhatsappPerson[];
}

const PATIENCE_MS = 60_000;
const POLL_MS = 200;

/** Does over HTTP what the wizard does: connects a new number, hires, and waits until Meta reports that the test message was sent. */
export async function hireOnWhatsapp(
  business: Business,
  sandboxUrl: string,
  count: number,
): Promise<EmployeeOnWhatsapp> {
  const whatsapp = new SandboxWhatsapp(sandboxUrl);
  const number = await whatsapp.addNumber();
  const people = await Promise.all(Array.from({ length: count }, (_, index) => whatsapp.addPerson(index)));
  const [first] = people;
  if (first === undefined) throw new Error('A number that nobody writes to needs no employee.');
  const { phone_number_id, business_account_id, access_token, app_secret } = number;
  const { id: connectionId } = await requestJson<{ id: string }>(
    'POST',
    `${business.portalUrl}/channels/whatsapp/connect`,
    { tenant_id: business.tenantId, phone_number_id, business_account_id, access_token, app_secret },
    business.headers,
  );
  await hire(business, connectionId, `+${first.phone}`);
  await untilLive(business);
  return { number, people };
}

async function untilLive({ portalUrl, tenantId, headers }: Business): Promise<void> {
  const url = `${portalUrl}/tenants/${tenantId}/onboarding`;
  for (const since = Date.now(); Date.now() - since < PATIENCE_MS;) {
    const { last_test_message: test } = await requestJson<{ last_test_message: { status: string } }>(
      'GET',
      url,
      undefined,
      headers,
    );
    if (test.status === 'sent') return;
    if (test.status === 'failed') break;
    await delay(POLL_MS);
  }
  throw new Error('The test message on WhatsApp did not arrive.');
}
