import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { TestMessageView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import {
  AGENT_ID,
  TENANT_ID,
  agentView,
  connectionView,
  onboardingView,
  testMessage,
} from '../../testing/wire-samples';
import { OnboardingStore } from './onboarding-store';
import { TestMessageStep } from './test-message-step';

const TENANT = `/api/portal/tenants/${TENANT_ID}`;

describe('TestMessageStep', () => {
  let fixture: ComponentFixture<TestMessageStep>;
  const next = jest.fn();
  const host = () => fixture.nativeElement as HTMLElement;
  const text = () => host().textContent.replace(/\s+/g, ' ');

  beforeEach(async () => {
    next.mockClear();
    TestBed.configureTestingModule({ providers: [...providePortalTesting(), OnboardingStore] });
    openTenant();
    fixture = TestBed.createComponent(TestMessageStep);
    answer('GET', `${TENANT}/onboarding`, onboardingView());
    fixture.componentRef.setInput('connection', connectionView());
    fixture.componentRef.setInput('agent', agentView({ status: 'draft' }));
    fixture.componentRef.setInput('agentId', AGENT_ID);
    fixture.componentInstance.next.subscribe(next);
    await settle();
    await settle();
    const items = [{ id: 'C1', name: 'general', is_private: false, is_member: true }];
    answer('GET', `${TENANT}/channels/connection-1/destinations`, { items, next_cursor: null });
    await settle();
  });

  afterEach(() => {
    fixture.destroy();
    TestBed.inject(HttpTestingController).match(() => true);
  });

  async function send(result: TestMessageView): Promise<void> {
    host().querySelector<HTMLInputElement>('input[type=radio]')?.click();
    await settle();
    host().querySelector<HTMLButtonElement>('.actions button')?.click();
    answer('POST', `${TENANT}/onboarding/test-messages`, result, { status: 201 });
    await settle();
    answer('GET', `${TENANT}/onboarding`, onboardingView());
    await settle();
    TestBed.inject(HttpTestingController)
      .match(() => true)
      .forEach((request) => request.flush({}));
    await settle();
    await settle();
  }

  it('shows what will be posted before it is sent', () => {
    expect(text()).toContain('Hello, I am Nora.');
    expect(host().querySelector<HTMLButtonElement>('.actions button')?.disabled).toBe(true);
  });

  it('goes on when Slack has confirmed the message', async () => {
    await send(testMessage());
    expect(next).toHaveBeenCalledTimes(1);
  });

  it('shows the code, what it means and the fix, and offers another try', async () => {
    const error = { code: 'not_in_channel', meaning: 'The app is not in #general', fix: 'Invite it with /invite.' };
    await send(testMessage({ status: 'failed', error }));
    for (const words of ['not_in_channel', 'The app is not in #general', 'Invite it with /invite.', 'Retry']) {
      expect(text()).toContain(words);
    }
    expect(next).not.toHaveBeenCalled();
  });
});
