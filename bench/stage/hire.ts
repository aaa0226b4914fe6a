import { requestJson } from './http-json.ts';
import { SandboxSlack, type SlackWorkspace } from './sandbox-slack.ts';

/** A business, and what its owner proves themselves with. */
export interface Business {
  readonly portalUrl: string;
  readonly tenantId: string;
  readonly headers: Record<string, string>;
}

/** A business with an employee who is live in a workspace. */
export interface HiredEmployee {
  readonly business: Business;
  readonly workspace: SlackWorkspace;
  /** The public channel that the employee is in. */
  readonly channel: string;
}

const OWNER = { email: 'owner@example.com', password: 'correct horse battery staple' };

/** What an employee is hired with. */
export const EMPLOYEE = {
  name: 'Mia',
  role_title: 'Customer Support',
  template_id: null,
  avatar_color: '#0B6E4F',
  avatar_emoji: '🎧',
  persona: 'Friendly and brief.',
  instructions: 'We open at nine in the morning. Returns are free within 30 days.',
  greeting: 'Hello, I am Mia.',
  language: 'en',
  provider: 'openai',
  model: 'gpt-4o-mini',
  temperature: 0.3,
  max_reply_tokens: 400,
  budget_limit_usd: null,
  at_limit: 'alert_only',
  fallback_model: null,
  out_of_office_text: '',
  handover_contact: 'help@example.com',
};

/** A new business. */
export async function signUp(productUrl: string, email = OWNER.email): Promise<Business> {
  const portal = `${productUrl}/api/portal`;
  const person = { name: 'Ada Lovelace', business_name: 'Bench', time_zone: 'Europe/Berlin' };
  const session = await requestJson<{ memberships: { tenant_id: string }[] }>('POST', `${portal}/auth/sign-up`, {
    ...OWNER,
    email,
    ...person,
  });
  const grant = { grant_type: 'password', ...OWNER, email };
  const token = await requestJson<{ access_token: string }>('POST', `${portal}/auth/token`, grant);
  const headers = { authorization: `Bearer ${token.access_token}` };
  return { portalUrl: portal, tenantId: session.memberships[0]?.tenant_id ?? '', headers };
}

/** Does over HTTP what the wizard does: signs up, connects a new workspace, hires, sends the test message. */
export async function hireEmployee(productUrl: string, sandboxUrl: string, people: number): Promise<HiredEmployee> {
  const business = await signUp(productUrl);
  const { portalUrl, tenantId, headers } = business;
  const slack = new SandboxSlack(sandboxUrl);
  const workspace = await slack.addWorkspace(people);
  const install = `${portalUrl}/channels/slack/install?tenant_id=${tenantId}`;
  const connectionId = await connect(install, workspace.team_id, headers);
  const channel = workspace.channels[0]?.id ?? '';
  const status = await hire(business, connectionId, channel);
  if (status !== 'sent') throw new Error(`The test message was not sent: ${status}`);
  return { business, workspace: await slack.workspace(workspace.team_id), channel };
}

/** A new employee who introduces themselves there; answers how the test message stands. */
export async function hire(
  { portalUrl, tenantId, headers }: Business,
  connectionId: string,
  destination: string,
): Promise<string> {
  const agent = await requestJson<{ id: string }>('POST', `${portalUrl}/tenants/${tenantId}/agents`, EMPLOYEE, headers);
  const test = { agent_id: agent.id, connection_id: connectionId, destination_id: destination };
  const testMessages = `${portalUrl}/tenants/${tenantId}/onboarding/test-messages`;
  return (await requestJson<{ status: string }>('POST', testMessages, test, headers)).status;
}

/** Goes through consent as one browser, which the cookie of its beginning proves; answers the connection's id. */
async function connect(installUrl: string, teamId: string, headers: Record<string, string>): Promise<string> {
  const begun = await fetch(installUrl, { headers });
  const { url } = (await begun.json()) as { url: string };
  const cookie = begun.headers.getSetCookie().map((line) => line.split(';', 1)[0] ?? '');
  const callback = await allow(url, teamId);
  const browser = { ...headers, cookie: cookie.join('; ') };
  return (await requestJson<{ connection_id: string }>('GET', callback, undefined, browser)).connection_id;
}

/** Presses "Allow" on the consent page; answers where Slack sends the browser. */
async function allow(authorizeUrl: string, teamId: string): Promise<string> {
  const page = new URL(authorizeUrl);
  const form = { ...Object.fromEntries(page.searchParams), team: teamId, decision: 'allow' };
  const response = await fetch(`${page.origin}${page.pathname}`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: page.origin },
    body: new URLSearchParams(form),
  });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`The consent page answered ${response.status}.`);
  return location;
}
