import { inject } from '@angular/core';
import { CanActivateFn, Router, UrlTree } from '@angular/router';
import type { MembershipView } from '@konstruct/api-client';
import { CurrentTenant } from './current-tenant';
import { Session } from './session';

/** Lets only members of the business in the URL pass; others sign in or go to their own business. */
export const requireMembership: CanActivateFn = async (route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  const tenant = inject(CurrentTenant);
  const tenantId = route.paramMap.get('tenantId') ?? '';
  if (!(await session.ensureLoaded())) {
    return router.createUrlTree(['/sign-in'], { queryParams: { return_url: state.url } });
  }
  if (!session.membership(tenantId)) {
    return router.createUrlTree(['/not-found']);
  }
  tenant.open(tenantId);
  return true;
};

/** Lets only people pass who are signed in. */
export const requireSession: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const router = inject(Router);
  const isSignedIn = (await session.ensureLoaded()) !== null;
  return isSignedIn || router.createUrlTree(['/sign-in'], { queryParams: { return_url: state.url } });
};

/** Lets only those pass who run the installation; to others the page does not exist. */
export const requirePlatformAdmin: CanActivateFn = () => {
  const router = inject(Router);
  return inject(Session).isPlatformAdmin() || router.createUrlTree(['/not-found']);
};

/** Sends `/` to where the person's work is. */
export const redirectHome: CanActivateFn = async (route) => {
  const session = inject(Session);
  const router = inject(Router);
  await session.ensureLoaded();
  const home = session.homeMembership();
  const slackError = route.queryParamMap.get('slack_error');
  return home && slackError ? slackErrorUrl(router, home, slackError) : homeUrl(router, session);
};

/** Someone who is signed in has no use for the sign-in and sign-up pages. */
export const requireSignedOut: CanActivateFn = async () => {
  const session = inject(Session);
  const router = inject(Router);
  return (await session.ensureLoaded()) ? homeUrl(router, session) : true;
};

/** First page of a person: payroll, the wizard while no employee is live yet, or sign-in. */
export function homeUrl(router: Router, session: Session): UrlTree {
  const home = session.homeMembership();
  if (!session.view()) return router.createUrlTree(['/sign-in']);
  return home ? tenantHomeUrl(router, home) : router.createUrlTree(['/add-business']);
}

/** First page of one business. */
export function tenantHomeUrl(router: Router, membership: MembershipView): UrlTree {
  const page = membership.onboarding_completed_at ? 'payroll' : 'onboarding';
  return router.createUrlTree(['/t', membership.tenant_id, page]);
}

/** An answer from Slack that names no business arrives at `/`; the wizard or the channels page explains it. */
function slackErrorUrl(router: Router, membership: MembershipView, slackError: string): UrlTree {
  const path = ['/t', membership.tenant_id, 'onboarding', 'connect-channel'];
  return router.createUrlTree(path, { queryParams: { slack_error: slackError } });
}
