import { HttpTestingController } from '@angular/common/http/testing';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import type { OnboardingView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { TENANT_ID, agentView, connectionView, onboardingView, testMessage } from '../../testing/wire-samples';
import { OnboardingPage } from './onboarding-page';

const WIZARD = `/t/${TENANT_ID}/onboarding`;

describe('OnboardingPage', () => {
  let fixture: ComponentFixture<OnboardingPage>;
  const text = () => (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, ' ');

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant('owner', { onboarding_completed_at: null });
    fixture = TestBed.createComponent(OnboardingPage);
  });

  afterEach(() => {
    fixture.destroy();
    TestBed.inject(HttpTestingController).match(() => true);
  });

  async function open(inputs: Record<string, string>, view: OnboardingView): Promise<void> {
    for (const [name, value] of Object.entries(inputs)) fixture.componentRef.setInput(name, value);
    await settle();
    answer('GET', `/api/portal/tenants/${TENANT_ID}/onboarding`, view);
    await settle();
    await settle();
  }

  it('starts with the choice between Slack and WhatsApp', async () => {
    await open({ step: 'connect-channel' }, onboardingView());
    expect(text()).toContain('Add to Slack');
    expect(text()).toContain('Connect WhatsApp');
  });

  it('corrects an address that is ahead of what exists', async () => {
    await open({ step: 'send-test-message' }, onboardingView());
    expect(TestBed.inject(Router).url).toBe(`${WIZARD}/connect-channel`);
  });

  it('says what happened in Slack and what to do', async () => {
    await open({ step: 'connect-channel', slack_error: 'consent_cancelled' }, onboardingView());
    expect(text()).toContain('the request was cancelled');
  });

  it('confirms the connection and offers the next step', async () => {
    const connected = onboardingView({ step: 'configure_agent', connection: connectionView() });
    await open({ step: 'connect-channel', slack: 'connected' }, connected);
    expect(text()).toContain('Velo Team is ready for its first employee');
    expect(text()).toContain('Continue');
  });

  it('sends what Slack said about a business that is set up to its channels', async () => {
    const done = onboardingView({ step: 'done', connection: connectionView(), agent: agentView() });
    await open({ step: 'connect-channel', slack: 'connected' }, done);
    expect(TestBed.inject(Router).url.split('?')[0]).toBe(`/t/${TENANT_ID}/channels`);
  });

  it('ends with a receipt that says how long it took', async () => {
    const done = onboardingView({
      step: 'done',
      connection: connectionView(),
      agent: agentView(),
      last_test_message: testMessage(),
      onboarding_completed_at: '2026-11-01T08:08:18.000Z',
    });
    await open({ step: 'done' }, done);
    expect(text()).toContain('Nora is live');
    expect(text()).toContain('8 min 18 s');
  });
});
