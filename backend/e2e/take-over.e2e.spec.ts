import type { Role } from '@konstruct/contracts';
import { Database, JobQueue, systemContext } from '@konstruct/platform';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import { PortalClient } from './portal-client';
import { eventually, liftLimits, type RunningProduct, startProduct } from './product';
import { SlackTalk, type ShownConversation } from './slack-talk';

describe('a person who takes a conversation over', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;
  let talk: SlackTalk;

  beforeAll(async () => {
    product = await startProduct();
    hired = await hireEmployee(product);
    talk = new SlackTalk(product, hired);
  }, 60_000);

  afterAll(() => product.stop());
  afterEach(async () => {
    await product.sandbox.call('DELETE', '/slack/_control/faults');
    await product.sandbox.setModelLatency(0);
  });

  const change = (
    conversationId: string,
    what: 'take-over' | 'give-back',
    client = hired.client,
  ): ReturnType<typeof client.post<ShownConversation & { detail?: string; code?: string }>> =>
    client.post(talk.path(`/conversations/${conversationId}/${what}`));

  async function colleague(name: string, role: Role): Promise<PortalClient> {
    const email = `${name.toLowerCase()}@example.com`;
    const invitation = await hired.client.post<{ url: string }>(talk.path('/invitations'), { email, role });
    const client = new PortalClient(product.url);
    const accepted = await client.post('/api/portal/auth/invitations/accept', {
      token: new URL(invitation.body.url).pathname.split('/').at(-1),
      name,
      password: 'correct horse battery staple',
    });
    expect(accepted.status).toBe(200);
    return client;
  }

  it('stops the answer that is being written; given back, all that came is answered at once', async () => {
    await product.sandbox.setModelLatency(1_500);
    const root = await talk.mention('When do you open?');
    const answering = await talk.conversationIn('answering');
    const taken = await change(answering.id, 'take-over');
    expect(taken).toMatchObject({
      status: 200,
      body: { state: 'waiting', taken_over: { name: 'Ada Lovelace', since: expect.any(String) } },
    });
    expect(await talk.atRest(root, 2_500)).toEqual([]);

    await talk.say('And are returns free?', root);
    const shown = await eventually(async () => {
      const conversation = await talk.conversation();
      return conversation.messages.length === 2 ? conversation : null;
    }, 'the second message to be shown');
    expect(shown.messages.map(({ status }) => status)).toEqual(['received', 'received']);
    expect(await talk.atRest(root, 2_500)).toEqual([]);
    expect((await talk.conversation()).state).toBe('waiting');

    expect(await change(answering.id, 'give-back')).toMatchObject({ status: 200, body: { taken_over: null } });
    await talk.answered(root);
    const answers = await talk.atRest(root);
    expect(answers).toHaveLength(1);
    expect(answers[0]?.text.toLowerCase()).toMatch(/nine[\s\S]*30 days|30 days[\s\S]*nine/);
    expect((await talk.conversation()).state).toBe('answered');
  });

  it('holds back what waits to be sent, also when its time has come', async () => {
    await product.sandbox.slackFault({
      method: 'chat.postMessage',
      kind: 'ratelimited',
      count: 1,
      retry_after_seconds: 2,
    });
    const root = await talk.mention('Are returns free?');
    const waiting = await eventually(async () => {
      const [newest] = await talk.deliveries('limit=1');
      return newest?.state === 'pending' && newest.attempts === 1 ? newest : null;
    }, 'the delivery to wait');
    expect((await change(waiting.conversation_id, 'take-over')).status).toBe(200);
    expect(await talk.atRest(root, 3_500)).toEqual([]);
    expect(await talk.delivery('pending')).toMatchObject({ id: waiting.id, attempts: 1, held_by: 'Ada Lovelace' });

    await change(waiting.conversation_id, 'give-back');
    await talk.delivery('sent');
    expect(await talk.atRest(root)).toHaveLength(1);
  });

  it('may discard what a killed process left half sent', async () => {
    await product.sandbox.slackFault({
      method: 'chat.postMessage',
      kind: 'ratelimited',
      count: 1,
      retry_after_seconds: 600,
    });
    const root = await talk.mention('When do you open?');
    const waiting = await eventually(async () => {
      const [newest] = await talk.deliveries('limit=1');
      return newest?.state === 'pending' && newest.attempts === 1 ? newest : null;
    }, 'the delivery to wait');
    const conversationId = waiting.conversation_id;
    await change(conversationId, 'take-over');
    await product.app.get(Database).inTenant(systemContext(hired.tenantId, 'test'), async (transaction) => {
      const { manager, tenantId } = transaction;
      const found = 'WHERE tenant_id = $1 AND conversation_id = $2';
      await manager.query(`UPDATE deliveries SET state = 'sending', is_in_doubt = true ${found}`, [
        tenantId,
        conversationId,
      ]);
      const [{ lane }]: [{ lane: string }] = await manager.query(
        'SELECT lane FROM conversations WHERE tenant_id = $1 AND id = $2',
        [tenantId, conversationId],
      );
      await product.app.get(JobQueue).enqueue(transaction, {
        name: 'lane.work',
        payload: { tenant_id: tenantId, lane },
      });
    });
    await eventually(async () => (await talk.deliveries('limit=1'))[0]?.is_in_doubt, 'the delivery to be held back');
    expect(await talk.atRest(root)).toEqual([]);
    expect((await hired.client.post(talk.path(`/deliveries/${waiting.id}/discard`))).status).toBe(200);
    await change(conversationId, 'give-back');
    await liftLimits(product, hired.tenantId);
    expect(await talk.atRest(root)).toEqual([]);
  });

  it('has it alone: the second of two learns the name, repeating changes nothing, a viewer may not', async () => {
    const root = await talk.mention('When do you open?');
    await talk.answered(root);
    const { id } = await talk.conversation();
    const grace = await colleague('Grace', 'operator');
    const answers = await Promise.all([change(id, 'take-over'), change(id, 'take-over', grace)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const first = answers.find(({ status }) => status === 200)?.body.taken_over;
    const second = answers.find(({ status }) => status === 409)?.body;
    expect(second).toMatchObject({
      code: 'conversation_taken_over',
      detail: expect.stringContaining(first?.name ?? 'nobody'),
    });

    const holder = first?.name === 'Grace' ? grace : hired.client;
    expect((await change(id, 'take-over', holder)).body.taken_over).toEqual(first);
    const viewer = await colleague('Viola', 'viewer');
    expect((await change(id, 'give-back', viewer)).status).toBe(403);
    expect((await change(id, 'give-back', grace)).body.taken_over).toBeNull();
    expect((await change(id, 'give-back', grace)).status).toBe(200);
    const trail = await hired.client.get<{ items: { event_type: string; subject_id: string }[] }>(
      talk.path('/audit-events?event_type=conversation&limit=50'),
    );
    const handovers = trail.body.items
      .filter(({ subject_id, event_type }) => subject_id === id && event_type !== 'conversation.answered')
      .map(({ event_type }) => event_type);
    expect(handovers).toEqual(['conversation.given_back', 'conversation.taken_over']);
  });
});
