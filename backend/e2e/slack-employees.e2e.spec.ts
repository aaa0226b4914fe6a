import { MIA, hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import type { SandboxMessage } from './sandbox-client';

describe('several employees in one Slack workspace', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;
  let sales: string;
  let benId: string;

  beforeAll(async () => {
    product = await startProduct();
    hired = await hireEmployee(product);
    const ben = await hired.client.post<{ id: string }>(`/api/portal/tenants/${hired.tenantId}/agents`, {
      ...MIA,
      name: 'Ben',
      role_title: 'Sales',
      avatar_emoji: '🦊',
    });
    benId = ben.body.id;
    sales = hired.workspace.channels.find(({ name }) => name === 'sales')?.id ?? '';
    const test = await hired.client.post(`/api/portal/tenants/${hired.tenantId}/onboarding/test-messages`, {
      agent_id: benId,
      connection_id: hired.connectionId,
      destination_id: sales,
    });
    expect(test).toMatchObject({ status: 201, body: { status: 'sent' } });
    expect(await assign(sales, benId)).toMatchObject({ status: 200, body: { channel_name: '#sales' } });
  }, 60_000);

  afterAll(() => product.stop());

  const assignments = () => `/api/portal/tenants/${hired.tenantId}/channels/${hired.connectionId}/assignments`;

  function assign(channelId: string, agentId: string): ReturnType<HiredEmployee['client']['send']> {
    return hired.client.send('PUT', assignments(), { channel_id: channelId, agent_id: agentId });
  }

  function ask(channel: string, threadTs?: string): Promise<string> {
    const text = `<@${hired.workspace.bot_user_id}> When do you open?`;
    const thread = threadTs === undefined ? {} : { thread_ts: threadTs };
    return product.sandbox.say(hired.workspace.team_id, { channel, user: hired.person, text, ...thread });
  }

  async function repliesTo(channel: string, threadTs: string, count = 1): Promise<SandboxMessage[]> {
    return eventually(async () => {
      const thread = await product.sandbox.messages(hired.workspace.team_id, channel, threadTs);
      const replies = thread.filter((message) => message.bot_id !== undefined && message.ts !== threadTs);
      return replies.length >= count ? replies : null;
    }, `${count} replies in the thread ${threadTs}`);
  }

  it('shows the test message as the employee that it introduces', async () => {
    const [message] = await product.sandbox.messages(hired.workspace.team_id, hired.channel, hired.testMessageTs);
    expect(message).toMatchObject({ username: 'Mia', icons: { emoji: ':headphones:' } });
  });

  it('lets the employee of a channel answer there, under its own name and picture', async () => {
    const [reply] = await repliesTo(sales, await ask(sales));
    expect(reply).toMatchObject({ username: 'Ben', icons: { emoji: ':fox_face:' } });
  });

  it('lets the employee of the workspace answer everywhere else, and in direct messages', async () => {
    const [inChannel] = await repliesTo(hired.channel, await ask(hired.channel));
    expect(inChannel).toMatchObject({ username: 'Mia' });
    const direct = await product.sandbox.openDirect(hired.workspace.team_id, hired.person, hired.workspace.bot_user_id);
    const [inDirect] = await repliesTo(direct, await ask(direct));
    expect(inDirect).toMatchObject({ username: 'Mia' });
  });

  it('keeps a thread with who began it when the channel gets another employee', async () => {
    const thread = await ask(sales);
    await repliesTo(sales, thread);
    expect((await hired.client.delete(`${assignments()}/${sales}`)).status).toBe(204);
    await ask(sales, thread);
    expect((await repliesTo(sales, thread, 2))[1]).toMatchObject({ username: 'Ben' });
    expect((await repliesTo(sales, await ask(sales)))[0]).toMatchObject({ username: 'Mia' });
  });

  it('falls back to the employee of the workspace when the one of the channel has left', async () => {
    await assign(sales, benId);
    await hired.client.post(`/api/portal/tenants/${hired.tenantId}/agents/${benId}/archive`);
    expect((await repliesTo(sales, await ask(sales)))[0]).toMatchObject({ username: 'Mia' });
  });
});
