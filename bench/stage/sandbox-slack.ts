import { requestJson } from './http-json.ts';

/** A message of the sandbox's own record. */
export interface SlackMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly bot_id?: string;
}

/** A workspace of the sandbox. */
export interface SlackWorkspace {
  readonly team_id: string;
  readonly bot_user_id: string;
  readonly users: readonly { id: string; name: string }[];
  readonly channels: readonly { id: string; name: string }[];
}

/** An event that the sandbox sent, with every attempt. */
export interface EventDelivery {
  readonly id: string;
  readonly event_type: string;
  readonly body: { readonly event: { readonly ts?: string; readonly channel?: string; readonly bot_id?: string } };
  readonly state: 'pending' | 'delivered' | 'failed' | 'given_up';
  readonly attempts: readonly { readonly at: string; readonly duration_ms: number; readonly status: number | null }[];
}

/** What people do in the sandbox's Slack, and what it has on record. */
export class SandboxSlack {
  private readonly control: string;

  constructor(sandboxUrl: string) {
    this.control = `${sandboxUrl}/slack/_control`;
  }

  addWorkspace(people: number): Promise<SlackWorkspace> {
    return requestJson('POST', `${this.control}/workspaces`, {
      name: 'Bench',
      users: Array.from({ length: people }, (_, index) => ({ name: `person${index}` })),
      channels: [{ name: 'support' }],
    });
  }

  workspace(teamId: string): Promise<SlackWorkspace> {
    return requestJson('GET', `${this.control}/workspaces/${teamId}`);
  }

  install(teamId: string, scopes: readonly string[]): Promise<{ access_token: string; bot_user_id: string }> {
    return requestJson('POST', `${this.control}/workspaces/${teamId}/install`, { scopes });
  }

  async openDirect(teamId: string, user: string, other: string): Promise<string> {
    const url = `${this.control}/workspaces/${teamId}/direct`;
    return (await requestJson<{ channel: string }>('POST', url, { user, other })).channel;
  }

  async say(
    teamId: string,
    message: { channel: string; user: string; text: string; thread_ts?: string | null },
  ): Promise<string> {
    const url = `${this.control}/workspaces/${teamId}/messages`;
    return (await requestJson<{ ts: string }>('POST', url, message)).ts;
  }

  async messages(teamId: string, channel: string, thread?: string): Promise<readonly SlackMessage[]> {
    const query = new URLSearchParams({ channel, ...(thread === undefined ? {} : { thread_ts: thread }) });
    const url = `${this.control}/workspaces/${teamId}/messages?${query.toString()}`;
    return (await requestJson<{ messages: SlackMessage[] }>('GET', url)).messages;
  }

  async deliveries(): Promise<readonly EventDelivery[]> {
    return (await requestJson<{ deliveries: EventDelivery[] }>('GET', `${this.control}/deliveries`)).deliveries;
  }

  changeApp(change: { events_url?: string | null; retry_delays_ms?: readonly number[] }): Promise<unknown> {
    return requestJson('PATCH', `${this.control}/app`, change);
  }
}
