import { resolve } from 'node:path';

/** The parts of the sandbox's Slack app that tests change or need. */
interface SandboxApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly signingSecret: string;
}

interface RunningSandbox {
  readonly url: string;
  readonly slackApiUrl: string;
  readonly slackAuthorizeUrl: string;
  readonly slack: SandboxApp;
  stop(): Promise<void>;
}

interface SandboxProgram {
  startSandbox(options: { slack?: object; now?: () => number }): Promise<RunningSandbox>;
}

/** A way in which the next calls of a method fail. */
export interface SandboxFault {
  readonly method: string;
  readonly kind:
    | 'ratelimited'
    | 'invalid_auth'
    | 'not_in_channel'
    | 'timeout'
    | 'server_error'
    | 'drop_response_after_effect'
    | 'error';
  readonly error?: string;
  readonly count?: number;
  readonly retry_after_seconds?: number;
  readonly delay_ms?: number;
}

/** A call as the sandbox has recorded it. */
export interface SandboxRequest {
  readonly method: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly ok: boolean;
}

/** The sandbox's Slack, and what people and faults do in it. */
export class SlackSandbox {
  private constructor(readonly running: RunningSandbox) {}

  /** Started by its path: the sandbox is a program of its own, which the product does not import. */
  static async start(redirectUrl: string, now: () => number): Promise<SlackSandbox> {
    const program = (await import(resolve('sandbox/index'))) as SandboxProgram;
    return new SlackSandbox(await program.startSandbox({ slack: { redirectUrls: [redirectUrl] }, now }));
  }

  stop(): Promise<void> {
    return this.running.stop();
  }

  async addWorkspace(teamId: string, more: object = {}): Promise<void> {
    const workspace = {
      team_id: teamId,
      name: `Workspace ${teamId}`,
      bot_user_id: `UBOT${teamId}`,
      users: [{ id: `UADA${teamId}`, name: 'ada', real_name: 'Ada Lovelace' }],
      channels: [
        { id: `CGEN${teamId}`, name: 'general' },
        { id: `CSUP${teamId}`, name: 'support' },
        { id: `CSEC${teamId}`, name: 'secret', is_private: true },
        { id: `COLD${teamId}`, name: 'old', is_archived: true },
      ],
      ...more,
    };
    await this.call('POST', '/workspaces', workspace);
  }

  async addFault(fault: SandboxFault): Promise<void> {
    await this.call('POST', '/faults', fault);
  }

  async clearFaults(): Promise<void> {
    await this.call('DELETE', '/faults');
  }

  async requests(method: string): Promise<readonly SandboxRequest[]> {
    return (await this.call<{ requests: SandboxRequest[] }>('GET', `/requests?method=${method}`)).requests;
  }

  async forgetRequests(): Promise<void> {
    await this.call('DELETE', '/requests');
  }

  async messages(
    teamId: string,
    channel: string,
    threadTs?: string,
  ): Promise<readonly { ts: string; text: string; thread_ts?: string }[]> {
    const query = new URLSearchParams({ channel, ...(threadTs ? { thread_ts: threadTs } : {}) });
    const answer = await this.call<{ messages: { ts: string; text: string }[] }>(
      'GET',
      `/workspaces/${teamId}/messages?${query.toString()}`,
    );
    return answer.messages;
  }

  async say(teamId: string, message: { channel: string; user: string; text: string }): Promise<string> {
    return (await this.call<{ ts: string }>('POST', `/workspaces/${teamId}/messages`, message)).ts;
  }

  async invite(teamId: string, channel: string, user: string): Promise<void> {
    await this.call('POST', `/workspaces/${teamId}/members`, { channel, user });
  }

  async openDirect(teamId: string, user: string, other: string): Promise<string> {
    return (await this.call<{ channel: string }>('POST', `/workspaces/${teamId}/direct`, { user, other })).channel;
  }

  async uninstall(teamId: string): Promise<void> {
    await this.call('POST', `/workspaces/${teamId}/uninstall`);
  }

  /** Presses a button on the consent page; answers where Slack sends the browser. */
  async consent(authorizeUrl: string, teamId: string, decision: 'allow' | 'cancel' = 'allow'): Promise<URL> {
    const url = new URL(authorizeUrl);
    const response = await fetch(new URL(url.pathname, this.running.url), {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ ...Object.fromEntries(url.searchParams), team: teamId, decision }),
    });
    const location = response.headers.get('location');
    if (!location) throw new Error(`the consent page answered ${response.status}: ${await response.text()}`);
    return new URL(location);
  }

  private async call<T>(method: string, path: string, body?: object): Promise<T> {
    const response = await fetch(`${this.running.url}/slack/_control${path}`, {
      method,
      headers: body ? { 'content-type': 'application/json' } : {},
      body: body ? JSON.stringify(body) : undefined,
    });
    if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }
}
