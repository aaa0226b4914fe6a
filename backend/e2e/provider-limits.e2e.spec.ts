import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '../src/create-app';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import { SlackTalk } from './slack-talk';
import { hireOnWhatsapp, WhatsappPhone } from './whatsapp-number';

const WAIT_SECONDS = 4;

interface WaitingDelivery {
  readonly id: string;
  readonly state: string;
  readonly attempts: number;
  readonly waits_for_limit: boolean;
  readonly next_attempt_at: string | null;
}

describe("a provider's limit", () => {
  let product: RunningProduct;
  let second: NestFastifyApplication;

  beforeAll(async () => {
    product = await startProduct();
    second = await createApp({ ...product.environment, KONSTRUCT_ROLES: 'worker' });
    await second.init();
  }, 90_000);

  afterAll(async () => {
    await second.close();
    await product.stop();
  });

  const waiting = async ({
    client,
    tenantId,
  }: Pick<HiredEmployee, 'client' | 'tenantId'>): Promise<WaitingDelivery[]> => {
    const path = `/api/portal/tenants/${tenantId}/deliveries?state=pending`;
    const { items } = (await client.get<{ items: WaitingDelivery[] }>(path)).body;
    return items.filter(({ waits_for_limit: isLimited }) => isLimited);
  };

  const limitedUntil = async ({ client, tenantId }: Pick<HiredEmployee, 'client' | 'tenantId'>): Promise<number> => {
    const path = `/api/portal/tenants/${tenantId}/channels`;
    const [connection] = (await client.get<{ items: { limited_until: string | null }[] }>(path)).body.items;
    return Date.parse(connection?.limited_until ?? '');
  };

  it('of Slack holds back every answer of the workspace, in all processes, until it is over', async () => {
    const hired = await hireEmployee(product);
    const neighbour = await hireEmployee(product);
    const talk = new SlackTalk(product, hired);
    await product.sandbox.slackFault({
      method: 'chat.postMessage',
      kind: 'ratelimited',
      retry_after_seconds: WAIT_SECONDS,
      count: 1,
    });
    const first = await talk.mention('When do you open?');
    await eventually(async () => (await waiting(hired)).length === 1, 'the first answer to wait');
    const until = await limitedUntil(hired);
    expect(until).toBeGreaterThan(Date.now());
    await product.sandbox.call('DELETE', '/slack/_control/requests');

    const others = await Promise.all(Array.from({ length: 6 }, (_, index) => talk.mention(`Question ${index}?`)));
    const elsewhere = new SlackTalk(product, neighbour);
    const root = await elsewhere.mention('When do you open?');
    expect(await elsewhere.answered(root)).toHaveLength(1);
    const held = await eventually(async () => {
      const now = await waiting(hired);
      return now.length === 7 || Date.now() > until ? now : null;
    }, 'all answers to wait');
    expect(held.filter(({ attempts }) => attempts > 1)).toEqual([]);

    for (const ts of [first, ...others]) expect(await talk.answered(ts)).toHaveLength(1);
    const posts = await product.sandbox.requests('chat.postMessage');
    const ours = posts.filter(({ args }) => args['channel'] === hired.channel);
    expect(ours).toHaveLength(7);
    for (const { at } of ours) expect(Date.parse(at)).toBeGreaterThanOrEqual(until);
    const settled = await eventually(async () => {
      const all = await talk.deliveries('limit=20');
      return all.every(({ state }) => state === 'sent') ? all : null;
    }, 'all deliveries to be settled');
    expect(settled.reduce((sum, { attempts }) => sum + attempts, 0)).toBe(8);
  });

  it('of WhatsApp for one person holds back nobody else, and that of the number everybody', async () => {
    const phone = new WhatsappPhone(product);
    const employee = await hireOnWhatsapp(product);
    const { number, person } = employee;
    const other = await phone.addPerson({ name: 'Grace', phone: '436601239999' });
    const answersTo = async (who: typeof person): Promise<number> =>
      (await phone.answers(number, who)).filter(({ type }) => type === 'text').length;

    await phone.call('POST', '/faults', {
      operation: 'send_message',
      kind: 'pair_rate_limited',
      retry_after_seconds: WAIT_SECONDS,
      count: 1,
    });
    await phone.say(number, person, 'When do you open?');
    await eventually(async () => (await waiting(employee)).length === 1, 'the answer to wait');
    await phone.say(number, other, 'And you?');
    await eventually(async () => (await answersTo(other)) === 1, 'the other to be answered');
    expect(await answersTo(person)).toBe(0);
    await eventually(async () => (await answersTo(person)) === 1, 'the person to be answered');

    await phone.call('POST', '/faults', { operation: 'send_message', kind: 'rate_limited', count: 1 });
    await phone.say(number, person, 'Are returns free?');
    await eventually(async () => (await waiting(employee)).length === 1, 'the answer to wait');
    await phone.say(number, other, 'What do you sell?');
    await eventually(async () => (await waiting(employee)).length === 2, 'the other answer to wait');
    await eventually(async () => (await answersTo(person)) === 2 && (await answersTo(other)) === 2, 'all answers');
  });
});
