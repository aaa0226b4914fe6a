import { hireEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';

describe('AGNT-07 a spent budget', () => {
  let product: RunningProduct;

  beforeAll(async () => {
    product = await startProduct();
  }, 60_000);

  afterAll(() => product.stop());

  it('stops the employee with the out-of-office text, and shows', async () => {
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
    await ask('This one is dear.');
    expect(await ask('And now?')).toBe('Back on Monday. You can also reach help@acme.test.');
    const alerts = await hired.client.get<{ items: { status: string }[] }>(
      `/api/portal/usage/${hired.tenantId}/budget-alerts`,
    );
    expect(alerts.body.items[0]?.status).toBe('exceeded');
  });
});
