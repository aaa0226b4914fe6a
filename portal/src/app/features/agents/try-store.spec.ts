import { HttpTestingController } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { TENANT_ID, agentView } from '../../testing/wire-samples';
import { draftOf } from './agent-draft';
import { TryStore } from './try-store';

const TRY = `/api/portal/tenants/${TENANT_ID}/agents/try`;
const REPLY = { reply: 'At nine.', input_tokens: 412, output_tokens: 3, cost_usd: 0.0002, latency_ms: 900 };

describe('TryStore', () => {
  let store: TryStore;
  let http: HttpTestingController;
  const draft = draftOf(agentView());

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [...providePortalTesting(), TryStore] });
    openTenant();
    store = TestBed.inject(TryStore);
    http = TestBed.inject(HttpTestingController);
  });

  it('sends the draft with the whole chat and keeps what the reply cost', async () => {
    void store.ask(draft, 'When do you open?');
    http.expectOne(TRY).flush(REPLY);
    await settle();
    void store.ask(draft, 'Also on Sundays?');
    const { body } = http.expectOne(TRY).request;
    expect(body).toEqual({
      draft,
      messages: [
        { role: 'user', content: 'When do you open?' },
        { role: 'assistant', content: 'At nine.' },
        { role: 'user', content: 'Also on Sundays?' },
      ],
    });
    expect(store.turns()[1]?.result).toEqual(REPLY);
  });

  it('keeps the question when the model fails, and asks again', async () => {
    void store.ask(draft, 'Hello?');
    http.expectOne(TRY).flush({ title: 'The model took too long' }, { status: 504, statusText: 'x' });
    await settle();
    expect(store.problem()?.title).toBe('The model took too long');
    void store.answer(draft);
    http.expectOne(TRY).flush(REPLY);
    await settle();
    expect(store.turns()).toHaveLength(2);
    expect(store.problem()).toBeNull();
  });

  it('forgets an answer that arrives after starting over', async () => {
    void store.ask(draft, 'Hello?');
    const request = http.expectOne(TRY);
    store.restart();
    request.flush(REPLY);
    await settle();
    expect(store.turns()).toEqual([]);
    expect(store.isThinking()).toBe(false);
  });
});
