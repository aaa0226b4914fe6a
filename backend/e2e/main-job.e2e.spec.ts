import { Client } from 'pg';
import { AuditVerifier } from '@konstruct/audit';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import type { SandboxMessage } from './sandbox-client';

describe('the main job: from sign-up to an employee that answers', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;

  beforeAll(async () => {
    product = await startProduct();
    hired = await hireEmployee(product);
  }, 60_000);

  afterAll(() => product.stop());

  async function replyTo(channel: string, threadTs: string, count = 1): Promise<SandboxMessage[]> {
    return eventually(async () => {
      const thread = await product.sandbox.messages(hired.workspace.team_id, channel, threadTs);
      const replies = thread.filter((message) => message.bot_id !== undefined && message.ts !== threadTs);
      return replies.length >= count ? replies : null;
    }, `${count} replies in the thread ${threadTs}`);
  }

  it('PRTA-04 makes the employee live by itself when the test message succeeds', async () => {
    const onboarding = await hired.client.get<{
      step: string;
      agent: { status: string; is_active: boolean };
      onboarding_completed_at: string;
      last_test_message: { status: string };
    }>(`/api/portal/tenants/${hired.tenantId}/onboarding`);
    expect(onboarding.body).toMatchObject({
      step: 'done',
      agent: { status: 'live', is_active: true },
      last_test_message: { status: 'sent' },
    });
    expect(onboarding.body.onboarding_completed_at).toMatch(/Z$/);
  });

  it('answers a mention in its thread, then the thread without a mention, with a thinking status first', async () => {
    const { team_id: team, bot_user_id: bot } = hired.workspace;
    const ts = await product.sandbox.say(team, {
      channel: hired.channel,
      user: hired.person,
      text: `<@${bot}> When do you open?`,
    });
    const [first] = await replyTo(hired.channel, ts);
    expect(first?.thread_ts).toBe(ts);
    expect(first?.text.toLowerCase()).toContain('nine');
    expect(first?.metadata?.event_payload['reply_id']).toBeDefined();
    await product.sandbox.say(team, {
      channel: hired.channel,
      user: hired.person,
      text: 'And are returns free?',
      thread_ts: ts,
    });
    const replies = await replyTo(hired.channel, ts, 2);
    expect(replies[1]?.text.toLowerCase()).toContain('30 days');
    expect((await product.sandbox.requests('assistant.threads.setStatus')).length).toBeGreaterThan(0);
  });

  it('answers a direct message', async () => {
    const { team_id: team, bot_user_id: bot } = hired.workspace;
    const direct = await product.sandbox.openDirect(team, hired.person, bot);
    const ts = await product.sandbox.say(team, {
      channel: direct,
      user: hired.person,
      text: 'Hello, are returns free?',
    });
    const [reply] = await replyTo(direct, ts);
    expect(reply?.text.toLowerCase()).toContain('30 days');
  });

  it('answers in the thread of its test message', async () => {
    await product.sandbox.say(hired.workspace.team_id, {
      channel: hired.channel,
      user: hired.person,
      text: 'Nice to meet you! When do you open?',
      thread_ts: hired.testMessageTs,
    });
    const replies = await replyTo(hired.channel, hired.testMessageTs);
    expect(replies[0]?.text.toLowerCase()).toContain('nine');
  });

  it('leaves talk alone that does not address it', async () => {
    const ts = await product.sandbox.say(hired.workspace.team_id, {
      channel: hired.channel,
      user: hired.person,
      text: 'Lunch, anyone?',
    });
    await new Promise((resolve) => setTimeout(resolve, 700));
    const thread = await product.sandbox.messages(hired.workspace.team_id, hired.channel, ts);
    expect(thread.filter((message) => message.bot_id !== undefined)).toEqual([]);
  });

  it('shows the conversations with cost, and the payroll with the employee', async () => {
    const list = await hired.client.get<{ items: { id: string; state: string; cost_usd: number; place: string }[] }>(
      `/api/portal/tenants/${hired.tenantId}/conversations`,
    );
    expect(list.body.items.length).toBeGreaterThanOrEqual(3);
    expect(list.body.items.map((item) => item.place)).toEqual(expect.arrayContaining(['#support', 'Direct message']));
    const answered = list.body.items.find((item) => item.cost_usd > 0);
    const detail = await hired.client.get<{ messages: { direction: string; status: string; model: string | null }[] }>(
      `/api/portal/tenants/${hired.tenantId}/conversations/${answered?.id}`,
    );
    expect(detail.body.messages.at(-1)).toMatchObject({ direction: 'outbound', status: 'sent', model: 'gpt-4o-mini' });
    const payroll = await hired.client.get<{
      rows: { name: string; status: string; model_usd: number; messages_handled: number; total_tokens: number }[];
    }>(`/api/portal/tenants/${hired.tenantId}/payroll`);
    expect(payroll.body.rows[0]).toMatchObject({ name: 'Mia', status: 'live' });
    expect(payroll.body.rows[0]?.model_usd).toBeGreaterThan(0);
    expect(payroll.body.rows[0]?.messages_handled).toBeGreaterThanOrEqual(4);
    const summary = await hired.client.get<{ agents: { agent_name: string; total_tokens: number }[] }>(
      `/api/portal/usage/${hired.tenantId}/summary?range=today`,
    );
    expect(summary.body.agents[0]).toMatchObject({
      agent_name: 'Mia',
      total_tokens: payroll.body.rows[0]?.total_tokens,
    });
  });

  it('leaves a trail of all of it, sealed and intact', async () => {
    const page = await hired.client.get<{ items: { event_type: string }[] }>(
      `/api/portal/tenants/${hired.tenantId}/audit-events?limit=100`,
    );
    const types = new Set(page.body.items.map((item) => item.event_type));
    for (const type of [
      'channel.connected',
      'agent.created',
      'test_message.sent',
      'webhook.received',
      'model.called',
      'conversation.answered',
    ]) {
      expect(types).toContain(type);
    }
  });

  it('notices when somebody changes the trail behind its back', async () => {
    const verifier = product.app.get(AuditVerifier);
    const intact = await eventually(async () => {
      const report = await verifier.verify(hired.tenantId);
      return report.unsealed === 0 ? report : null;
    }, 'everything to be sealed');
    expect(intact).toMatchObject({ brokenAt: null, sealed: expect.any(Number) });
    expect(intact.sealed).toBeGreaterThan(20);
    const owner = new Client({ connectionString: product.database.ownerUrl });
    await owner.connect();
    await owner.query(
      `UPDATE audit_events SET summary = 'Nothing happened.' WHERE tenant_id = $1 AND event_type = 'agent.created'`,
      [hired.tenantId],
    );
    await owner.end();
    const tampered = await verifier.verify(hired.tenantId);
    expect(tampered.brokenAt?.reason).toContain('was changed after it was sealed');
  });
});
