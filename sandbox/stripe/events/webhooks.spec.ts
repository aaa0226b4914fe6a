import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import Stripe from 'stripe';
import { startSandbox, type RunningSandbox } from '../../index';
import { call } from '../../testing/control';
import { stripeClient } from '../../testing/stripe-client';

interface Received {
  raw: string;
  signature: string;
  type: string;
  id: string;
}

describe("Stripe's webhooks", () => {
  const received: Received[] = [];
  const answers: number[] = [];
  let server: Server;
  let sandbox: RunningSandbox;
  let stripe: Stripe;

  beforeEach(async () => {
    received.length = 0;
    answers.length = 0;
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const raw = Buffer.concat(chunks).toString();
        const { type, id } = JSON.parse(raw) as Received;
        received.push({ raw, signature: request.headers['stripe-signature'] as string, type, id });
        response.writeHead(answers.shift() ?? 200).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const webhookUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
    sandbox = await startSandbox({ stripe: { webhookUrl, retryDelaysMs: [10, 10] } });
    stripe = stripeClient(sandbox);
  });

  afterEach(async () => {
    await sandbox.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  async function waitFor(count: number): Promise<Received[]> {
    const deadline = Date.now() + 5_000;
    while (received.length < count && Date.now() < deadline) await delay(10);
    expect(received.length).toBeGreaterThanOrEqual(count);
    return received;
  }

  const verify = ({ raw, signature }: Received, secret: string) =>
    Stripe.webhooks.constructEvent(raw, signature, secret);

  it('are signed as the client library wants it, also after the clock was moved', async () => {
    sandbox.moveStripeClock(90 * 86_400);
    await stripe.customers.create({ name: 'Acme' });
    const [event] = await waitFor(1);
    expect(verify(event!, sandbox.stripe.webhookSecret).type).toBe('customer.created');
    expect(() => verify(event!, 'whsec_other')).toThrow();
  });

  it('are signed with both secrets while one replaces the other', async () => {
    await call(sandbox, 'POST', '/stripe/_control/webhook_endpoints/we_konstruct/roll', { secret: 'whsec_new' });
    await stripe.customers.create({ name: 'Acme' });
    const [event] = await waitFor(1);
    expect(verify(event!, 'whsec_new').id).toBe(verify(event!, sandbox.stripe.webhookSecret).id);
  });

  it('come again after an error, until they are given up', async () => {
    answers.push(500, 503);
    await stripe.customers.create({ name: 'Acme' });
    await waitFor(3);
    expect(new Set(received.map(({ id }) => id)).size).toBe(1);
    await delay(50);
    const { deliveries } = await call(sandbox, 'GET', '/stripe/_control/deliveries');
    expect(deliveries).toMatchObject([
      { state: 'delivered', attempts: [{ status: 500 }, { status: 503 }, { status: 200 }] },
    ]);
    answers.push(500, 500, 500);
    await stripe.customers.create({ name: 'Other' });
    await waitFor(6);
    await delay(50);
    expect((await call(sandbox, 'GET', '/stripe/_control/deliveries')).deliveries).toMatchObject([
      {},
      { state: 'given_up' },
    ]);
  });

  it('come twice, in another order, or not until they are let go', async () => {
    const order = (delivery_order: string) => call(sandbox, 'PATCH', '/stripe/_control/account', { delivery_order });
    await order('duplicated');
    const { id } = await stripe.customers.create({ name: 'Acme' });
    await waitFor(2);
    await order('reversed');
    await stripe.customers.update(id, { name: 'A' });
    await stripe.customers.update(id, { name: 'B' });
    await waitFor(4);
    const names = received
      .slice(2)
      .map(({ raw }) => (JSON.parse(raw) as { data: { object: { name: string } } }).data.object.name);
    expect(names.sort()).toEqual(['A', 'B']);
    await order('held');
    await stripe.customers.update(id, { name: 'C' });
    await delay(60);
    expect(received).toHaveLength(4);
    await call(sandbox, 'POST', '/stripe/_control/deliveries/release');
    await waitFor(5);
    const [event] = (await stripe.events.list({ limit: 1 })).data;
    await call(sandbox, 'POST', `/stripe/_control/events/${event!.id}/resend`);
    await waitFor(6);
    expect(received[5]!.id).toBe(received[4]!.id);
  });
});
