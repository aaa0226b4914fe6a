import type { PortalClient } from './portal-client';
import { signUp, type RunningProduct } from './product';
import type { SandboxWorkspace } from './sandbox-client';

/** What the wizard asks for. */
export const MIA = {
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
  budget_limit_usd: 50,
  at_limit: 'alert_only',
  fallback_model: null,
  out_of_office_text: '',
  handover_contact: 'help@acme.test',
};

/** An employee who is live in a workspace, and everything that a test needs to talk to it. */
export interface HiredEmployee {
  readonly client: PortalClient;
  readonly tenantId: string;
  readonly connectionId: string;
  readonly agentId: string;
  readonly workspace: SandboxWorkspace;
  readonly channel: string;
  readonly person: string;
  readonly testMessageTs: string;
}

/** Goes through consent as a browser would; answers the connection's id. */
export async function connectSlack(
  product: RunningProduct,
  client: PortalClient,
  tenantId: string,
  teamId: string,
): Promise<string> {
  const install = await client.get<{ url: string }>(`/api/portal/channels/slack/install?tenant_id=${tenantId}`);
  if (install.status !== 200) throw new Error(`install failed: ${JSON.stringify(install.body)}`);
  const callback = await consent(install.body.url, teamId, 'allow');
  const answer = await client.send<{ ok: boolean; connection_id: string }>(
    'GET',
    callback.pathname + callback.search,
    undefined,
    { accept: 'application/json' },
  );
  if (answer.status !== 200) throw new Error(`callback failed: ${JSON.stringify(answer.body)}`);
  return answer.body.connection_id;
}

/** Presses a button on the consent page; answers where Slack sends the browser. */
export async function consent(authorizeUrl: string, teamId: string, decision: 'allow' | 'cancel'): Promise<URL> {
  const url = new URL(authorizeUrl);
  const response = await fetch(new URL(url.pathname, url.origin), {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url.origin },
    body: new URLSearchParams({ ...Object.fromEntries(url.searchParams), team: teamId, decision }),
  });
  const location = response.headers.get('location');
  if (!location) throw new Error(`the consent page answered ${response.status}: ${await response.text()}`);
  return new URL(location);
}

/** Signs a business up, connects a new workspace, hires Mia, sends the test message. */
export async function hireEmployee(product: RunningProduct, changes: Partial<typeof MIA> = {}): Promise<HiredEmployee> {
  const { client, tenantId } = await signUp(product);
  const workspace = await product.sandbox.addWorkspace({
    name: 'Test workspace',
    users: [{ name: 'jordan' }, { name: 'sam' }],
    channels: [{ name: 'support' }, { name: 'sales' }],
  });
  const connectionId = await connectSlack(product, client, tenantId, workspace.team_id);
  const agent = await client.post<{ id: string }>(`/api/portal/tenants/${tenantId}/agents`, { ...MIA, ...changes });
  if (agent.status !== 201) throw new Error(`hiring failed: ${JSON.stringify(agent.body)}`);
  const channel = workspace.channels[0]?.id ?? '';
  const test = await client.post<{ status: string; agent_status: string }>(
    `/api/portal/tenants/${tenantId}/onboarding/test-messages`,
    {
      agent_id: agent.body.id,
      connection_id: connectionId,
      destination_id: channel,
    },
  );
  if (test.body.status !== 'sent') throw new Error(`test message failed: ${JSON.stringify(test.body)}`);
  const [testMessage] = (await product.sandbox.messages(workspace.team_id, channel)).filter(
    (message) => message.bot_id !== undefined,
  );
  return {
    client,
    tenantId,
    connectionId,
    agentId: agent.body.id,
    workspace: await product.sandbox.workspace(workspace.team_id),
    channel,
    person: workspace.users[0]?.id ?? '',
    testMessageTs: testMessage?.ts ?? '',
  };
}
