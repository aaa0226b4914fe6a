import { HttpEventType } from '@angular/common/http';
import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { TENANT_ID, agentView } from '../../testing/wire-samples';
import { draftOf } from './agent-draft';
import { TryStore } from './try-store';

const TRY = `/api/portal/tenants/${TENANT_ID}/agents/try/stream`;
const REPLY = { reply: 'At nine.', input_tokens: 412, output_tokens: 3, cost_usd: 0.0002, latency_ms: 900 };

describe('TryStore', () => {
  let store: TryStore;
  let http: HttpTestingController;
  const draft = draftOf(agentView());
  const trial = { draft, tools: [] };

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [...providePortalTesting(), TryStore] });
    openTenant();
    store = TestBed.inject(TryStore);
    http = TestBed.inject(HttpTestingController);
  });

  const stream = (...events: [string, object][]): string =>
    events.map(([type, data]) => `event: ${type}\ndata: ${JSON.stringify(data)}\n\n`).join('');
  const DONE = stream(['text', { text: 'At ' }], ['text', { text: 'nine.' }], ['done', REPLY]);

  it('sends the draft with its tools and the whole chat, and keeps what the reply cost', async () => {
    store.ask({ draft, tools: [] }, 'When do you open?');
    http.expectOne(TRY).flush(DONE);
    await settle();
    const tools = [{ server_id: 's1', tool: 'find_order' }];
    store.ask({ draft, tools }, 'Also on Sundays?');
    const { body } = http.expectOne(TRY).request;
    expect(body).toEqual({
      draft,
      tools,
      messages: [
        { role: 'user', content: 'When do you open?' },
        { role: 'assistant', content: 'At nine.' },
        { role: 'user', content: 'Also on Sundays?' },
      ],
    });
    expect(store.turns()[1]?.result).toEqual(REPLY);
  });

  it('sends of a very long answer as much as the server takes', async () => {
    store.ask(trial, 'Tell me everything.');
    http.expectOne(TRY).flush(stream(['done', { ...REPLY, reply: 'x'.repeat(200_000) }]));
    await settle();
    expect(store.turns()[1]?.content).toHaveLength(200_000);
    store.ask(trial, 'Shorter?');
    expect(http.expectOne(TRY).request.body.messages[1].content).toHaveLength(16_000);
  });

  it('shows the words as they come, and takes back what does not count', () => {
    store.ask(trial, 'When do you open?');
    const request = http.expectOne(TRY);
    let received = '';
    const arrive = (text: string): void => {
      received += text;
      request.event({ type: HttpEventType.DownloadProgress, loaded: received.length, partialText: received } as never);
    };
    arrive(stream(['text', { text: 'At t' }]));
    expect(store.growing()).toBe('At t');
    arrive('event: text\ndata: {"te');
    arrive('xt":"en"}\n\n');
    expect(store.growing()).toBe('At ten');
    arrive(stream(['restart', {}], ['tool', { name: 'shop_find_order' }]));
    expect([store.growing(), store.tool()]).toEqual(['', 'shop find order']);
    arrive(stream(['text', { text: 'At nine.' }]));
    expect([store.growing(), store.tool()]).toEqual(['At nine.', '']);
  });

  it('keeps what was said when somebody stops it, and closes the connection', () => {
    store.ask(trial, 'When do you open?');
    const request = http.expectOne(TRY);
    const partialText = stream(['text', { text: 'At nine' }]);
    request.event({ type: HttpEventType.DownloadProgress, loaded: 1, partialText } as never);
    store.stop();
    expect(request.cancelled).toBe(true);
    expect(store.turns()[1]).toEqual({ role: 'assistant', content: 'At nine', isStopped: true });
    expect([store.isThinking(), store.growing()]).toEqual([false, '']);
  });

  it('keeps the question when the model fails, before or in the middle of it, and asks again', async () => {
    store.ask(trial, 'Hello?');
    http.expectOne(TRY).flush('{"title":"Some fields need a change"}', { status: 422, statusText: 'x' });
    await settle();
    expect(store.problem()?.title).toBe('Some fields need a change');
    store.answer(trial);
    http.expectOne(TRY).flush(stream(['text', { text: 'At' }], ['problem', { title: 'The model took too long' }]));
    await settle();
    expect([store.problem()?.title, store.growing()]).toEqual(['The model took too long', '']);
    store.answer(trial);
    http.expectOne(TRY).flush(DONE);
    await settle();
    expect(store.turns()).toHaveLength(2);
    expect(store.problem()).toBeNull();
  });

  it('forgets an answer that is under way when the chat starts over', () => {
    store.ask(trial, 'Hello?');
    const request = http.expectOne(TRY);
    store.restart();
    expect(request.cancelled).toBe(true);
    expect(store.turns()).toEqual([]);
    expect(store.isThinking()).toBe(false);
  });
});
