import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { answer, providePortalTesting, settle } from '../../testing/portal-testing';
import { sessionView } from '../../testing/wire-samples';
import { AuthApi } from '../api/auth-api';
import { Session } from './session';

describe('unauthorizedInterceptor', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    TestBed.inject(Session).begin(sessionView());
  });

  it('leads to sign-in with the way back when the session has ended', async () => {
    const router = TestBed.inject(Router);
    await router.navigateByUrl('/t/1/payroll?month=2026-10');
    const sessions = TestBed.inject(AuthApi).sessions();
    answer('GET', '/api/portal/auth/sessions', {}, { status: 401 });
    await expect(sessions).rejects.toMatchObject({ status: 401 });
    await settle();
    await settle();
    expect(router.parseUrl(router.url).queryParams).toEqual({ return_url: '/t/1/payroll?month=2026-10', expired: '1' });
    expect(TestBed.inject(Session).view()).toBeNull();
  });

  it('leaves a wrong password to the sign-in page', async () => {
    const signIn = TestBed.inject(AuthApi).signIn({ email: 'a@b.example', password: 'x' });
    answer('POST', '/api/portal/auth/sign-in', {}, { status: 401 });
    await expect(signIn).rejects.toMatchObject({ status: 401 });
    expect(TestBed.inject(Session).view()).not.toBeNull();
  });
});
