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

  describe('on WhatsApp', () => {
    beforeEach(async () => {
      fixture.componentRef.setInput('connection', connectionView({ kind: 'whatsapp', workspace_name: 'Velo Care' }));
      await settle();
    });

    async function enter(number: string): Promise<void> {
      const field = host().querySelector<HTMLInputElement>('input[type=tel]');
      if (field) field.value = number;
      field?.dispatchEvent(new Event('input'));
      field?.dispatchEvent(new Event('blur'));
      await settle();
    }

    async function sendTo(number: string): Promise<void> {
      await enter(number);
      host().querySelector<HTMLButtonElement>('.actions button')?.click();
      const sending = testMessage({ status: 'sending', destination_id: number, sent_at: null });
      answer('POST', `${TENANT}/onboarding/test-messages`, sending, { status: 201 });
      await settle();
      answer('GET', `${TENANT}/onboarding`, onboardingView({ last_test_message: sending }));
      await settle();
    }

    /** The server hears from WhatsApp and tells open pages; here the page asks by itself. */
    async function report(message: Partial<TestMessageView>): Promise<void> {
      void TestBed.inject(OnboardingStore).load();
      answer('GET', `${TENANT}/onboarding`, onboardingView({ last_test_message: testMessage(message) }));
      await settle();
      TestBed.inject(HttpTestingController)
        .match(() => true)
        .forEach((request) => request.flush({}));
      await settle();
    }

    it('explains which message gets through, and wants a number', async () => {
      expect(text()).toContain('hello_world');
      await enter('my phone');
      expect(host().querySelector<HTMLButtonElement>('.actions button')?.disabled).toBe(true);
    });

    it('waits for WhatsApp’s own word before it goes on', async () => {
      await sendTo('+46 70 555 01 12');
      expect(text()).toContain('WhatsApp has taken it');
      expect(next).not.toHaveBeenCalled();
      await report({ status: 'sent' });
      expect(next).toHaveBeenCalledTimes(1);
    });

    it('shows what WhatsApp reports when it could not deliver', async () => {
      await sendTo('+15550009999');
      const error = { code: '131026', meaning: 'WhatsApp could not deliver it.', fix: 'Check the number.' };
      await report({ status: 'failed', error });
      for (const words of ['131026', 'Check the number.', 'Retry']) expect(text()).toContain(words);
      expect(next).not.toHaveBeenCalled();
    });
  });
});
