import { hireEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';

describe('AGNT-07 a spent budget', () => {
  let product: RunningProduct;

  beforeAll(async () => {
    product = await startProduct();
  }, 60_000);

  afterAll(() => product.stop());

  it('has no room for a dear call, which is answered out of office, until overtime is granted', async () => {
    const hired = await hireEmployee(product, {
      budget_limit_usd: 0.01,
      at_limit: 'stop',
      out_of_office_text: 'Back on Monday.',
    });
    const { team_id: team, bot_user_id: bot } = hired.workspace;
    const ask = async (text: string): Promise<string> => {
      const ts = await product.sandbox.say(team, {
        channel: hired.channel,
        user: hired.person,
        text: `<@${bot}> ${text}`,
      });
      return eventually(async () => {
        const thread = await product.sandbox.messages(team, hired.channel, ts);
        return thread.find((message) => message.bot_id !== undefined && message.ts !== ts)?.text;
      }, 'an answer');
    };
    expect((await ask('When do you open?')).toLowerCase()).toContain('nine');
    await hired.client.patch(`/api/portal/tenants/${hired.tenantId}/agents/${hired.agentId}`, {
      instructions: 'x '.repeat(24_000),
      model: 'gpt-4o',
    });
    expect(await ask('This one is dear.')).toBe('Back on Monday. You can also reach help@acme.test.');
    const usage = `/api/portal/usage/${hired.tenantId}`;
    const before = await hired.client.get<{
      items: { current_usd: number; limit_usd: number; reserved_usd: number }[];
    }>(`${usage}/budget-alerts`);
    expect(before.body.items[0]).toMatchObject({ limit_usd: 0.01, reserved_usd: 0 });
    expect(before.body.items[0]?.current_usd).toBeLessThanOrEqual(0.01);
    expect(before.body.items[0]).toMatchObject({ status: 'exceeded' });
    const own = `/api/portal/tenants/${hired.tenantId}`;
    const notice = await eventually(async () => {
      const { body } = await hired.client.get<{ items: { kind: string; title: string }[] }>(`${own}/notices`);
      return body.items.find(({ kind }) => kind === 'budget.exceeded');
    }, 'a notice');
    expect(notice.title).toBe('Mia: the next answer would go beyond the budget');
    const trail = await hired.client.get<{ items: { summary: string }[] }>(`${own}/audit-events?limit=50`);
    expect(trail.body.items.map(({ summary }) => summary)).toContainEqual(
      expect.stringMatching(
        /^Mia answered .* with the out-of-office text, because the budget has no room for an answer\.$/,
      ),
    );
    const granted = await hired.client.post<{ limit_usd: number; effective_limit_usd: number }>(`${usage}/overtime`, {
      agent_id: hired.agentId,
      amount_usd: 20,
      granted_so_far_usd: 0,
    });
    expect([granted.status, granted.body.limit_usd, granted.body.effective_limit_usd]).toEqual([200, 0.01, 20.01]);
    const unlimited = await hired.client.post<{ code: string }>(`${usage}/overtime`, {
      agent_id: null,
      amount_usd: 20,
    });
    expect([unlimited.status, unlimited.body.code]).toEqual([409, 'no_budget']);
    expect((await ask('And with overtime?')).toLowerCase()).not.toContain('monday');
  });
});
