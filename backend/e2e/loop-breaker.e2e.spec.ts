import { hireEmployee, type HiredEmployee } from './hired-employee';
import { eventually, startProduct, type RunningProduct } from './product';
import { SlackTalk } from './slack-talk';

const LIMIT = 4;

describe('a talk with another automation that looks like a person', () => {
  let product: RunningProduct;
  let hired: HiredEmployee;
  let talk: SlackTalk;

  beforeAll(async () => {
    product = await startProduct({ LOOP_BREAKER_ANSWERS: String(LIMIT) });
    hired = await hireEmployee(product);
    talk = new SlackTalk(product, hired);
  }, 60_000);

  afterAll(() => product.stop());

  const answered = (root: string, count: number): Promise<unknown> =>
    eventually(async () => (await talk.answers(root)).length >= count, `${count} answers`);

  const conversation = async (): Promise<{ id: string; needs_person_for: string | null; state: string }> =>
    (
      await hired.client.get<{ items: { id: string; needs_person_for: string | null; state: string }[] }>(
        talk.path('/conversations?limit=1'),
      )
    ).body.items[0] ?? { id: '', needs_person_for: null, state: '' };

  const notices = async (): Promise<{ kind: string; link: string; resolved_at: string | null }[]> =>
    (
      await hired.client.get<{ items: { kind: string; link: string; resolved_at: string | null }[] }>(
        talk.path('/notices'),
      )
    ).body.items.filter(({ kind }) => kind === 'conversation.loop');

  const decide = (id: string, decision: 'take-over' | 'give-back') =>
    hired.client.post<{ needs_person_for: string | null }>(talk.path(`/conversations/${id}/${decision}`));

  it('is ended after as many quick answers as are allowed, told of, and left to a person', async () => {
    const root = await talk.mention('Hello, this is a machine.');
    for (let count = 1; count < LIMIT; count += 1) {
      await answered(root, count);
      await talk.say(`Thank you for your answer number ${count}.`, root);
    }
    await answered(root, LIMIT);
    await talk.say('Thank you for your last answer.', root);
    const stopped = await eventually(async () => {
      const newest = await conversation();
      return newest.needs_person_for === 'loop' && newest.state === 'waiting' ? newest : null;
    }, 'the employee to stop');
    expect(await talk.atRest(root)).toHaveLength(LIMIT);
    expect(await notices()).toMatchObject([{ link: `conversations/${stopped.id}`, resolved_at: null }]);
    const trail = await hired.client.get<{ items: { event_type: string }[] }>(talk.path('/audit-events?limit=50'));
    expect(trail.body.items.map(({ event_type: type }) => type)).toContain('conversation.loop_broken');

    expect((await decide(stopped.id, 'take-over')).body.needs_person_for).toBeNull();
    expect(await notices()).toMatchObject([{ resolved_at: expect.any(String) }]);
    await decide(stopped.id, 'give-back');
    await answered(root, LIMIT + 1);
    expect((await conversation()).needs_person_for).toBeNull();
  });

  it('goes on when a person says so without taking over', async () => {
    const root = await talk.mention('Hello again from the machine.');
    for (let count = 1; count < LIMIT; count += 1) {
      await answered(root, count);
      await talk.say(`And again, number ${count}.`, root);
    }
    await answered(root, LIMIT);
    await talk.say('Still there?', root);
    const stopped = await eventually(async () => {
      const newest = await conversation();
      return newest.needs_person_for === 'loop' && newest.state === 'waiting' ? newest : null;
    }, 'the employee to stop');
    expect((await decide(stopped.id, 'give-back')).status).toBe(200);
    await answered(root, LIMIT + 1);
  });
});
