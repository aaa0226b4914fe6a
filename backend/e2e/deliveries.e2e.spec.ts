import { Database, systemContext } from '@konstruct/platform';
import { hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, liftLimits, startProduct, type RunningProduct } from './product';
import { SlackTalk, type ShownDelivery } from './slack-talk';

describe('an answer that does not get through', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;
  let talk: SlackTalk;

  beforeAll(async () => {
    product = await startProduct();
    hired = await hireEmployee(product, { max_reply_tokens: 8192 });
    talk = new SlackTalk(product, hired);
  }, 60_000);

  afterAll(() => product.stop());
  afterEach(() => product.sandbox.call('DELETE', '/slack/_control/faults'));

  const postFails = (fault: object): Promise<unknown> =>
    product.sandbox.slackFault({ method: 'chat.postMessage', count: 1, ...fault });

  const decide = (id: string, decision: 'retry' | 'discard'): ReturnType<typeof hired.client.post<ShownDelivery>> =>
    hired.client.post<ShownDelivery>(talk.path(`/deliveries/${id}/${decision}`));

  async function auditTypes(): Promise<string[]> {
    const trail = await hired.client.get<{ items: { event_type: string }[] }>(talk.path('/audit-events?limit=20'));
    return trail.body.items.map((event) => event.event_type);
  }

  /** Of the latest news, whether what it tells of is over. */
  async function latestNotice(): Promise<{ title: string; isResolved: boolean } | undefined> {
    const { body } = await hired.client.get<{ items: { title: string; resolved_at: string | null }[] }>(
      talk.path('/notices?limit=1'),
    );
    return body.items.map(({ title, resolved_at }) => ({ title, isResolved: resolved_at !== null }))[0];
  }

  it('is listed with what went wrong and what to do, and is sent exactly once on Retry', async () => {
    await postFails({ kind: 'error', error: 'invalid_arguments' });
    const root = await talk.mention('When do you open?');
    const failed = await talk.delivery('failed');
    expect(failed).toMatchObject({
      attempts: 1,
      is_in_doubt: false,
      next_attempt_at: null,
      error: { code: 'invalid_arguments', meaning: expect.any(String), fix: expect.any(String) },
    });
    expect((await talk.conversation()).state).toBe('failed');
    expect(await talk.deliveries('state=failed')).toHaveLength(1);
    expect(await talk.deliveries('state=sent')).toEqual([]);
    expect(await talk.answers(root)).toEqual([]);
    expect(await latestNotice()).toEqual({ title: 'An answer could not be delivered', isResolved: false });

    const retried = await decide(failed.id, 'retry');
    expect(retried).toMatchObject({ status: 200, body: { id: failed.id, attempts: 1 } });
    const sent = await talk.delivery('sent');
    expect(sent).toMatchObject({ id: failed.id, attempts: 2, error: null });
    expect(await talk.atRest(root)).toHaveLength(1);
    expect((await talk.conversation()).state).toBe('answered');
    expect(await latestNotice()).toEqual({ title: 'An answer could not be delivered', isResolved: true });
    expect(await auditTypes()).toEqual(expect.arrayContaining(['message.delivery_failed', 'message.delivery_retried']));
  });

  it.each([
    ['thread_not_found', 'info'],
    ['invalid_arguments', 'critical'],
  ])('is news of the weight that it has: %s is %s', async (error, severity) => {
    await postFails({ kind: 'error', error });
    await talk.mention('Are you there?');
    const { id } = await talk.delivery('failed');
    const { body } = await hired.client.get<{ items: { severity: string }[] }>(talk.path('/notices?limit=1'));
    expect(body.items[0]?.severity).toBe(severity);
    await decide(id, 'discard');
  });

  it('fails with all its parts when it is long, and is sent whole and in order on Retry', async () => {
    const sentences = Array.from({ length: 600 }, (_, index) => `Sentence ${index} tells about bicycles.`);
    await product.sandbox.modelReply({ match: 'long story', text: sentences.join(' '), count: 1 });
    await postFails({ kind: 'error', error: 'invalid_arguments' });
    const root = await talk.mention('Tell me a long story.');
    const failed = await talk.delivery('failed');
    expect(failed.parts).toBeGreaterThan(1);
    expect(failed.parts_sent).toBe(0);
    expect(await talk.atRest(root)).toEqual([]);

    expect((await decide(failed.id, 'retry')).status).toBe(200);
    expect(await talk.delivery('sent')).toMatchObject({ id: failed.id, parts_sent: failed.parts });
    const messages = await talk.atRest(root);
    expect(messages).toHaveLength(failed.parts);
    const numbers = messages.flatMap(({ text }) =>
      [...text.matchAll(/Sentence (\d+)/g)].map((found) => Number(found[1])),
    );
    expect(numbers).toEqual(sentences.map((_, index) => index));
  });

  it('is refused a second Retry and a Discard when it is sent, in words', async () => {
    const [sent] = await talk.deliveries('state=sent&limit=1');
    for (const decision of ['retry', 'discard'] as const)
      expect(await decide(sent?.id ?? '', decision)).toMatchObject({
        status: 409,
        body: { code: `delivery_not_${decision}able`, detail: expect.stringContaining('is sent') },
      });
  });

  it('is sent once when two people press Retry at once', async () => {
    await postFails({ kind: 'error', error: 'invalid_arguments' });
    const root = await talk.mention('Are returns free?');
    const failed = await talk.delivery('failed');
    const answers = await Promise.all([decide(failed.id, 'retry'), decide(failed.id, 'retry')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    await talk.delivery('sent');
    expect(await talk.atRest(root)).toHaveLength(1);
  });

  it('is parked after a day of failing, and looked up before it is sent again when it may have arrived', async () => {
    await postFails({ kind: 'drop_response_after_effect' });
    await product.sandbox.slackFault({ method: 'conversations.replies', kind: 'server_error', count: 100 });
    const root = await talk.mention('Do you repair brakes?');
    const waiting = await eventually(async () => {
      const [newest] = await talk.deliveries('limit=1');
      return newest?.state === 'pending' && newest.is_in_doubt && newest.error ? newest : null;
    }, 'the delivery to be in doubt');
    expect(waiting.next_attempt_at).not.toBeNull();
    await product.app
      .get(Database)
      .inTenant(systemContext(hired.tenantId, 'test'), ({ manager, tenantId }) =>
        manager.query(
          `UPDATE deliveries SET trying_since = now() - interval '25 hours' WHERE tenant_id = $1 AND message_id = $2`,
          [tenantId, waiting.id],
        ),
      );
    const parked = await talk.delivery('parked');
    expect(parked).toMatchObject({ id: waiting.id, is_in_doubt: true, error: { fix: expect.any(String) } });
    expect(await auditTypes()).toContain('message.delivery_parked');

    await product.sandbox.call('DELETE', '/slack/_control/faults');
    expect((await decide(parked.id, 'retry')).status).toBe(200);
    expect(await talk.delivery('sent')).toMatchObject({ id: parked.id, is_in_doubt: false });
    expect(await talk.atRest(root)).toHaveLength(1);
  });

  it('makes way for later answers when it is discarded, and is never sent', async () => {
    await postFails({ kind: 'ratelimited', retry_after_seconds: 600 });
    const root = await talk.mention('When do you open?');
    const waiting = await eventually(async () => {
      const [newest] = await talk.deliveries('limit=1');
      return newest?.state === 'pending' && newest.attempts === 1 ? newest : null;
    }, 'the delivery to wait');
    await talk.say('And are returns free?', root);
    await eventually(async () => (await talk.deliveries('state=pending')).length === 2, 'the second answer to wait');
    expect(await talk.atRest(root)).toEqual([]);

    await liftLimits(product, hired.tenantId);
    const discarded = await decide(waiting.id, 'discard');
    expect(discarded).toMatchObject({ status: 200, body: { state: 'discarded', next_attempt_at: null } });
    const second = await talk.delivery('sent');
    expect(second.id).not.toBe(waiting.id);
    const messages = await talk.atRest(root);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.text).toContain('30 days');
    expect(await auditTypes()).toContain('message.delivery_discarded');
    expect((await decide(waiting.id, 'retry')).status).toBe(409);
  });

  it('can be filtered by employee and read page by page', async () => {
    const all = await talk.deliveries();
    expect(await talk.deliveries(`agent_id=${hired.agentId}`)).toHaveLength(all.length);
    expect(await talk.deliveries('agent_id=019aa3c0-2222-7000-8000-00000000dead')).toEqual([]);
    const first = await hired.client.get<{ items: ShownDelivery[]; next_cursor: string }>(
      talk.path('/deliveries?limit=2'),
    );
    const second = await talk.deliveries(`limit=2&cursor=${first.body.next_cursor}`);
    expect([...first.body.items, ...second].map(({ id }) => id)).toEqual(all.slice(0, 4).map(({ id }) => id));
  });
});
