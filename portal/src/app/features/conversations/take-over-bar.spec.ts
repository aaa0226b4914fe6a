import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { ConversationView, Role } from '@konstruct/api-client';
import { Messages } from '../../core/layout/messages';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { AGENT_ID, TENANT_ID } from '../../testing/wire-samples';
import { TakeOverBar } from './take-over-bar';

const CONVERSATION = `/api/portal/tenants/${TENANT_ID}/conversations/conversation-1`;

function conversationView(taken: ConversationView['taken_over']): ConversationView {
  return {
    id: 'conversation-1',
    agent_id: AGENT_ID,
    agent_name: 'Nora',
    channel_kind: 'slack',
    title: 'Jordan in #support',
    contact_name: 'Jordan',
    place: '#support',
    state: 'waiting',
    last_message_preview: 'When do you open?',
    last_message_at: '2026-11-21T09:30:00.000Z',
    message_count: 1,
    cost_usd: 0,
    taken_over: taken,
    needs_person_for: null,
  };
}

describe('TakeOverBar', () => {
  const messages = { complain: jest.fn() };
  const changed = jest.fn();
  let fixture: ComponentFixture<TakeOverBar>;
  const bar = () => fixture.nativeElement as HTMLElement;
  const button = () => bar().querySelector('button');

  async function open(taken: ConversationView['taken_over'], role: Role = 'operator'): Promise<void> {
    jest.clearAllMocks();
    TestBed.configureTestingModule({
      providers: [...providePortalTesting(), { provide: Messages, useValue: messages }],
    });
    openTenant(role);
    fixture = TestBed.createComponent(TakeOverBar);
    fixture.componentRef.setInput('conversation', conversationView(taken));
    fixture.componentInstance.changed.subscribe(changed);
    await settle();
  }

  it('says what taking over does, and does it', async () => {
    await open(null);
    expect(bar().textContent).toContain('Nora stops at once');
    button()?.click();
    await settle();
    expect(button()?.textContent).toContain('Taking over…');
    answer('POST', `${CONVERSATION}/take-over`, conversationView(null));
    await settle();
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('says who has it since when, and gives it back', async () => {
    await open({ user_id: 'user-2', name: 'Grace', since: '2026-11-21T09:30:00.000Z' });
    expect(bar().textContent).toMatch(/Grace has\s+taken over, since/);
    button()?.click();
    answer('POST', `${CONVERSATION}/give-back`, conversationView(null));
    await settle();
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('says that a loop was broken, and lets a person decide', async () => {
    await open(null);
    fixture.componentRef.setInput('conversation', { ...conversationView(null), needs_person_for: 'loop' });
    await settle();
    expect(bar().textContent).toContain('Nora has stopped answering here');
    const goOn = [...bar().querySelectorAll('button')].find(({ textContent }) => textContent.includes('go on'));
    goOn?.click();
    answer('POST', `${CONVERSATION}/give-back`, conversationView(null));
    await settle();
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('tells who was quicker', async () => {
    await open(null);
    button()?.click();
    answer('POST', `${CONVERSATION}/take-over`, { detail: 'Grace has taken this over.' }, { status: 409 });
    await settle();
    expect(messages.complain).toHaveBeenCalledTimes(1);
    expect(changed).toHaveBeenCalledTimes(1);
  });

  it('offers nothing to those who may only read', async () => {
    await open({ user_id: 'user-1', name: 'Maria', since: '2026-11-21T09:30:00.000Z' }, 'viewer');
    expect(bar().textContent).toContain('You have');
    expect(button()).toBeNull();
  });
});
