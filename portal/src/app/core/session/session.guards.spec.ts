import { TestBed } from '@angular/core/testing';
import { ActivatedRouteSnapshot, Router, RouterStateSnapshot, UrlTree, convertToParamMap } from '@angular/router';
import { answer, providePortalTesting } from '../../testing/portal-testing';
import { TENANT_ID, sessionView } from '../../testing/wire-samples';
import { CurrentTenant } from './current-tenant';
import { LastTenant } from './last-tenant';
import { redirectHome, requireMembership, requireSignedOut } from './session.guards';

const SESSION = '/api/portal/auth/session';

describe('session guards', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
  });

  function route(params: object = {}, query: object = {}): ActivatedRouteSnapshot {
    const snapshot = { paramMap: convertToParamMap(params), queryParamMap: convertToParamMap(query) };
    return snapshot as ActivatedRouteSnapshot;
  }

  async function run(
    guard: typeof requireMembership,
    at: ActivatedRouteSnapshot,
    url = '/',
  ): Promise<string | boolean> {
    const state = { url } as RouterStateSnapshot;
    const result = await TestBed.runInInjectionContext(() => guard(at, state));
    return result instanceof UrlTree ? TestBed.inject(Router).serializeUrl(result) : (result as boolean);
  }

  it('sends someone who is not signed in to sign-in, with the way back', async () => {
    const result = run(requireMembership, route({ tenantId: TENANT_ID }), `/t/${TENANT_ID}/payroll`);
    answer('GET', SESSION, {}, { status: 401 });
    expect(await result).toBe(`/sign-in?return_url=${encodeURIComponent(`/t/${TENANT_ID}/payroll`)}`);
  });

  it('opens a business for its members', async () => {
    const result = run(requireMembership, route({ tenantId: TENANT_ID }));
    answer('GET', SESSION, sessionView());
    expect(await result).toBe(true);
    expect(TestBed.inject(CurrentTenant).id()).toBe(TENANT_ID);
    expect(TestBed.inject(LastTenant).get()).toBe(TENANT_ID);
  });

  it('does not tell others whether a business exists', async () => {
    const result = run(requireMembership, route({ tenantId: 'another' }));
    answer('GET', SESSION, sessionView());
    expect(await result).toBe('/not-found');
  });

  it('leads home to payroll, or to the wizard while nobody is live', async () => {
    const payroll = run(redirectHome, route());
    answer('GET', SESSION, sessionView());
    expect(await payroll).toBe(`/t/${TENANT_ID}/payroll`);
    expect(await run(requireSignedOut, route())).toBe(`/t/${TENANT_ID}/payroll`);
  });

  it('leads home to the wizard while nobody is live', async () => {
    const memberships = sessionView().memberships.map((one) => ({ ...one, onboarding_completed_at: null }));
    const wizard = run(redirectHome, route());
    answer('GET', SESSION, sessionView({ memberships }));
    expect(await wizard).toBe(`/t/${TENANT_ID}/onboarding`);
  });

  it('explains a failure of Slack that names no business', async () => {
    const explained = run(redirectHome, route({}, { slack_error: 'state_invalid' }));
    answer('GET', SESSION, sessionView());
    expect(await explained).toBe(`/t/${TENANT_ID}/onboarding/connect-channel?slack_error=state_invalid`);
  });

  it('lets people who are not signed in reach the sign-in page', async () => {
    const result = run(requireSignedOut, route());
    answer('GET', SESSION, {}, { status: 401 });
    expect(await result).toBe(true);
  });
});
