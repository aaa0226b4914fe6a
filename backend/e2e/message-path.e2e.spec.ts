import { createHmac } from 'node:crypto';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import type { SandboxMessage } from './sandbox-client';

describe('the message path under bad conditions', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;

  beforeAll(async () => {
    product = await startProduct({ MODEL_TIMEOUT_MS: '1500', MODEL_MAX_RETRIES: '1' });
    hired = await hireEmployee(product);
  }, 60_000);

  afterAll(() => product.stop());
  afterEach(async () => {
    await product.sandbox.call('DELETE', '/model/_control/faults');
    await product.sandbox.call('DELETE', '/slack/_control/faults');
    await product.sandbox.setModelLatency(0);
  });

  const mention = (text: string): Promise<string> =>
    product.sandbox.say(hired.workspace.team_id, {
      channel: hired.channel,
      user: hired.person,
      text: `<@${hired.workspace.bot_user_id}> ${text}`,
    });

  async function botMessages(threadTs: string): Promise<SandboxMessage[]> {
    const thread = await product.sandbox.messages(hired.workspace.team_id, hired.channel, threadTs);
    return thread.filter((message) => message.bot_id !== undefined && message.ts !== threadTs);
  }

  const replies = (threadTs: string, count = 1, timeoutMs?: number): Promise<SandboxMessage[]> =>
    eventually(
      async () => {
        const found = await botMessages(threadTs);
        return found.length >= count ? found : null;
      },
      `${count} replies`,
      timeoutMs,
    );

  /** Nothing more comes: waits until queue and conversations are at rest. */
  async function settled(threadTs: string): Promise<SandboxMessage[]> {
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    return botMessages(threadTs);
  }

  function post(
    body: string,
    { secret = product.providers.slack.signingSecret, timestamp = Math.floor(Date.now() / 1000) } = {},
  ): Promise<Response> {
    const signature = `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    return fetch(`${product.url}/api/webhooks/slack/events`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-slack-signature': signature,
        'x-slack-request-timestamp': String(timestamp),
      },
      body,
    });
  }

  function envelope(text: string, ts: string, eventId: string): string {
    const { team_id, bot_user_id } = hired.workspace;
    return JSON.stringify({
      type: 'event_callback',
      team_id,
      event_id: eventId,
      event_time: Math.floor(Number(ts)),
      event: {
        type: 'app_mention',
        user: hired.person,
        text: `<@${bot_user_id}> ${text}`,
        ts,
        event_ts: ts,
        channel: hired.channel,
      },
      authorizations: [
        { team_id, user_id: bot_user_id, is_bot: true, is_enterprise_install: false, enterprise_id: null },
      ],
    });
  }

  it('echoes the challenge', async () => {
    const response = await post(JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1a', token: 'x' }));
    expect(await response.json()).toEqual({ challenge: '3eZbrw1a' });
  });

  it.each([
    ['a forged signature', { secret: 'somebody-elses-signing-secret' }],
    ['a request of 301 seconds ago', { timestamp: Math.floor(Date.now() / 1000) - 301 }],
  ])('refuses %s and changes nothing', async (_, how) => {
    const root = await product.sandbox.say(hired.workspace.team_id, {
      channel: hired.channel,
      user: hired.person,
      text: 'Just talking.',
    });
    const response = await post(envelope('forged', root, `Ev${Math.random()}`), how);
    expect(response.status).toBe(401);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await settled(root)).toEqual([]);
  });

  it('answers the same event once when it comes ten times at once', async () => {
    const root = await product.sandbox.say(hired.workspace.team_id, {
      channel: hired.channel,
      user: hired.person,
      text: 'Ten times.',
    });
    const body = envelope('When do you open?', root, 'EvTEN');
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(body)));
    expect(answers.map((answer) => answer.status)).toEqual(Array(10).fill(200));
    await replies(root);
    expect(await settled(root)).toHaveLength(1);
  });

  it('gives two quick messages one coherent answer', async () => {
    await product.sandbox.setModelLatency(500);
    const root = await mention('When do you open?');
    await product.sandbox.say(hired.workspace.team_id, {
      channel: hired.channel,
      user: hired.person,
      text: 'And are returns free?',
      thread_ts: root,
    });
    await replies(root);
    const all = await settled(root);
    expect(all).toHaveLength(1);
    expect(all[0]?.text.toLowerCase()).toMatch(/nine[\s\S]*30 days|30 days[\s\S]*nine/);
  });

  it.each([
    ['times out', { kind: 'timeout', count: 4, delay_ms: 5_000 }],
    ['answers nothing', { kind: 'empty', count: 4 }],
    ['answers 429', { kind: 'rate_limited', count: 4, retry_after_seconds: 1 }],
    ['answers 500', { kind: 'server_error', count: 4 }],
  ])(
    'apologises with the hand-over contact when the model %s, and tells the operator why',
    async (_, fault) => {
      await product.sandbox.modelFault(fault);
      const root = await mention('When do you open?');
      const [apology] = await replies(root, 1, 25_000);
      expect(apology?.text).toContain('help@acme.test');
      const list = await hired.client.get<{ items: { id: string; state: string }[] }>(
        `/api/portal/tenants/${hired.tenantId}/conversations?limit=1`,
      );
      expect(list.body.items[0]?.state).toBe('failed');
      const detail = await hired.client.get<{
        messages: { error: { code: string; meaning: string; fix: string } | null }[];
      }>(`/api/portal/tenants/${hired.tenantId}/conversations/${list.body.items[0]?.id}`);
      expect(detail.body.messages.at(-1)?.error).toMatchObject({
        meaning: expect.any(String),
        fix: expect.any(String),
      });
    },
    40_000,
  );

  it('passes on a refusal in words', async () => {
    await product.sandbox.modelFault({ kind: 'refusal', count: 2 });
    const root = await mention('Do something bad.');
    const [reply] = await replies(root);
    expect(reply?.text.length).toBeGreaterThan(10);
    expect(await settled(root)).toHaveLength(1);
  });

  it('answers a message of 100 kB', async () => {
    const root = await mention(`When do you open? ${'x'.repeat(100_000)}`);
    expect(await replies(root)).toHaveLength(1);
  });

  it('sends once when the answer of Slack is lost after the message was posted', async () => {
    await product.sandbox.slackFault({ method: 'chat.postMessage', kind: 'drop_response_after_effect', count: 1 });
    const root = await mention('Are returns free?');
    await replies(root);
    await eventually(async () => {
      const list = await hired.client.get<{ items: { id: string }[] }>(
        `/api/portal/tenants/${hired.tenantId}/conversations?limit=1`,
      );
      const detail = await hired.client.get<{ messages: { status: string }[] }>(
        `/api/portal/tenants/${hired.tenantId}/conversations/${list.body.items[0]?.id}`,
      );
      return detail.body.messages.at(-1)?.status === 'sent';
    }, 'the delivery to be settled');
    expect(await settled(root)).toHaveLength(1);
  });

  it('waits as Slack says on 429 and then sends', async () => {
    await product.sandbox.slackFault({
      method: 'chat.postMessage',
      kind: 'ratelimited',
      count: 1,
      retry_after_seconds: 1,
    });
    const root = await mention('When do you open?');
    expect(await replies(root)).toHaveLength(1);
  });

  it('marks the connection broken when the app is uninstalled, keeps the employee, and says what to do', async () => {
    await product.sandbox.call('POST', `/slack/_control/workspaces/${hired.workspace.team_id}/uninstall`);
    const connection = await eventually(async () => {
      const list = await hired.client.get<{
        items: { status: string; broken_fix: string | null; agent_id: string | null }[];
      }>(`/api/portal/tenants/${hired.tenantId}/channels`);
      return list.body.items[0]?.status === 'broken' ? list.body.items[0] : null;
    }, 'the connection to be broken');
    expect(connection.broken_fix).toBeTruthy();
    expect(connection.agent_id).toBe(hired.agentId);
  });
});
