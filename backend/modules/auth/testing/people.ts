import type { AuthApp } from './auth-app';
import type { Browser } from './browser';

/** A password that the policy accepts. */
export const PASSWORD = 'copper lantern meadow';

/** Somebody who signed up, in a browser of their own. */
export interface Person {
  readonly browser: Browser;
  readonly userId: string;
  readonly email: string;
  readonly tenantId: string;
  readonly sessionId: string;
}

let count = 0;

/** A request to sign up that nobody has sent before. */
export function newcomer(name = 'Ada Lovelace'): Record<string, string> {
  count += 1;
  return {
    email: `person${count}@example.com`,
    password: PASSWORD,
    name,
    business_name: `Business ${count}`,
    time_zone: 'Europe/London',
  };
}

/** Signs somebody up as the owner of a new business. */
export async function signUp(app: AuthApp, name?: string, address?: string): Promise<Person> {
  const browser = app.browser(address);
  const { status, body } = await browser.call('POST', '/api/portal/auth/sign-up', newcomer(name));
  if (status !== 201) throw new Error(`sign-up answered ${status}: ${JSON.stringify(body)}`);
  return {
    browser,
    userId: body.user.id,
    email: body.user.email,
    tenantId: body.memberships[0].tenant_id,
    sessionId: body.session_id,
  };
}

/** Invites a new person into somebody's business and lets them accept. */
export async function join(app: AuthApp, host: Person, role: string, name = 'Grace Hopper'): Promise<Person> {
  const { email } = newcomer();
  const invitation = await host.browser.call('POST', `/api/portal/tenants/${host.tenantId}/invitations`, {
    email,
    role,
  });
  const browser = app.browser();
  const { status, body } = await browser.call('POST', '/api/portal/auth/invitations/accept', {
    token: tokenOf(invitation.body.url),
    name,
    password: PASSWORD,
  });
  if (status !== 200) throw new Error(`accepting answered ${status}: ${JSON.stringify(body)}`);
  return { browser, userId: body.user.id, email: body.user.email, tenantId: host.tenantId, sessionId: body.session_id };
}

/** The token in an invitation's link. */
export function tokenOf(url: string): string {
  return new URL(url).pathname.slice('/invite/'.length);
}
