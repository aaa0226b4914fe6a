import type { HiredEmployee } from './hired-employee';
import { eventually, type RunningProduct } from './product';
import type { SandboxMessage } from './sandbox-client';

/** A delivery as far as journeys ask about it. */
export interface ShownDelivery {
  readonly id: string;
  readonly conversation_id: string;
  readonly state: string;
  readonly attempts: number;
  readonly parts: number;
  readonly parts_sent: number;
  readonly is_in_doubt: boolean;
  readonly held_by: string | null;
  readonly next_attempt_at: string | null;
  readonly error: { readonly code: string; readonly meaning: string; readonly fix: string } | null;
}

/** A conversation as far as journeys ask about it. */
export interface ShownConversation {
  readonly id: string;
  readonly state: string;
  readonly taken_over: { readonly name: string; readonly since: string } | null;
  readonly messages: { readonly direction: string; readonly status: string; readonly text: string }[];
}

const AT_REST_MS = 1_200;

/** Talks to a hired employee in its channel, and reads in Slack and in the portal what came of it. */
export class SlackTalk {
  constructor(
    private readonly product: RunningProduct,
    private readonly hired: HiredEmployee,
  ) {}

  /** Answers the root of the thread that it begins. */
  mention(text: string): Promise<string> {
    return this.say(`<@${this.hired.workspace.bot_user_id}> ${text}`);
  }

  say(text: string, threadTs?: string): Promise<string> {
    const { workspace, channel, person } = this.hired;
    return this.product.sandbox.say(workspace.team_id, {
      channel,
      user: person,
      text,
      ...(threadTs ? { thread_ts: threadTs } : {}),
    });
  }

  async answers(threadTs: string): Promise<SandboxMessage[]> {
    const thread = await this.product.sandbox.messages(this.hired.workspace.team_id, this.hired.channel, threadTs);
    return thread.filter((message) => message.bot_id !== undefined && message.ts !== threadTs);
  }

  answered(threadTs: string): Promise<SandboxMessage[]> {
    return eventually(async () => {
      const found = await this.answers(threadTs);
      return found.length > 0 ? found : null;
    }, 'an answer in the thread');
  }

  /** What is in the thread when nothing more comes. */
  async atRest(threadTs: string, waitMs = AT_REST_MS): Promise<SandboxMessage[]> {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    return this.answers(threadTs);
  }

  async deliveries(query = ''): Promise<ShownDelivery[]> {
    const answer = await this.hired.client.get<{ items: ShownDelivery[] }>(this.path(`/deliveries?${query}`));
    return answer.body.items;
  }

  /** The newest delivery, as soon as it is in this state. */
  delivery(state: string): Promise<ShownDelivery> {
    return eventually(async () => {
      const [newest] = await this.deliveries('limit=1');
      return newest?.state === state ? newest : null;
    }, `the newest delivery to be ${state}`);
  }

  async conversation(): Promise<ShownConversation> {
    const list = await this.hired.client.get<{ items: { id: string }[] }>(this.path('/conversations?limit=1'));
    const detail = await this.hired.client.get<ShownConversation>(
      this.path(`/conversations/${list.body.items[0]?.id ?? ''}`),
    );
    return detail.body;
  }

  conversationIn(state: string): Promise<ShownConversation> {
    return eventually(async () => {
      const newest = await this.conversation();
      return newest.state === state ? newest : null;
    }, `the newest conversation to be ${state}`);
  }

  path(rest: string): string {
    return `/api/portal/tenants/${this.hired.tenantId}${rest}`;
  }
}
