/** A message as the sandbox's Slack tells of it. */
export interface SandboxMessage {
  readonly ts: string;
  readonly thread_ts?: string;
  readonly text: string;
  readonly user?: string;
  readonly bot_id?: string;
  /** The name and picture that the app chose for this message. */
  readonly username?: string;
  readonly icons?: { readonly emoji: string };
  readonly metadata?: { readonly event_type: string; readonly event_payload: Record<string, string> };
}

/** A call of Slack's API as the sandbox has recorded it. */
export interface SandboxRequest {
  readonly method: string;
  readonly at: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** A workspace as the sandbox tells of it. */
export interface SandboxWorkspace {
  readonly team_id: string;
  readonly name: string;
  readonly bot_user_id: string;
  readonly is_installed: boolean;
  readonly users: { id: string; name: string }[];
  readonly channels: { id: string; name: string; kind: string; members: string[] }[];
}

/** Does in the sandbox what people and providers would do. */
export class SandboxClient {
  constructor(readonly url: string) {}

  workspace(teamId: string): Promise<SandboxWorkspace> {
    return this.call('GET', `/slack/_control/workspaces/${teamId}`);
  }

  addWorkspace(workspace: object): Promise<SandboxWorkspace> {
    return this.call('POST', '/slack/_control/workspaces', workspace);
  }

  async say(
    teamId: string,
    message: { channel: string; user: string; text: string; thread_ts?: string },
  ): Promise<string> {
    const posted = await this.call<{ ts: string }>('POST', `/slack/_control/workspaces/${teamId}/messages`, message);
    return posted.ts;
  }

  async messages(teamId: string, channel: string, threadTs?: string): Promise<SandboxMessage[]> {
    const query = new URLSearchParams({ channel, ...(threadTs ? { thread_ts: threadTs } : {}) });
    const answer = await this.call<{ messages: SandboxMessage[] }>(
      'GET',
      `/slack/_control/workspaces/${teamId}/messages?${query.toString()}`,
    );
    return answer.messages;
  }

  async openDirect(teamId: string, user: string, other: string): Promise<string> {
    const answer = await this.call<{ channel: string }>('POST', `/slack/_control/workspaces/${teamId}/direct`, {
      user,
      other,
    });
    return answer.channel;
  }

  async requests(method: string): Promise<SandboxRequest[]> {
    const answer = await this.call<{ requests: SandboxRequest[] }>('GET', `/slack/_control/requests?method=${method}`);
    return answer.requests;
  }

  slackFault(fault: object): Promise<unknown> {
    return this.call('POST', '/slack/_control/faults', fault);
  }

  modelFault(fault: object): Promise<unknown> {
    return this.call('POST', '/model/_control/faults', fault);
  }

  modelReply(reply: { match?: string; text: string; count?: number }): Promise<unknown> {
    return this.call('POST', '/model/_control/replies', reply);
  }

  setModelLatency(milliseconds: number): Promise<unknown> {
    return this.call('PATCH', '/model/_control/settings', { latency_ms: milliseconds });
  }

  async modelRequests(): Promise<unknown[]> {
    return (await this.call<{ requests: unknown[] }>('GET', '/model/_control/requests')).requests;
  }

  call<T>(method: string, path: string, body?: unknown): Promise<T> {
    return fetch(new URL(path, this.url), {
      method,
      headers: body === undefined ? {} : { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    }).then(async (response) => {
      if (!response.ok) throw new Error(`sandbox ${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    });
  }
}
