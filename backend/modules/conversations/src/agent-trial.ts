import { Injectable } from '@nestjs/common';
import { buildSystemPrompt, checkAgentDraft, toAgentSettings } from '@konstruct/agents';
import { toUsd } from '@konstruct/contracts';
import {
  ModelError,
  ModelGateway,
  totalInputTokens,
  totalOutputTokens,
  type ModelCall,
  type ModelReply,
  type ModelRequest,
  type ReplyListener,
} from '@konstruct/models';
import { Clock, Database, RequestError, type TenantContext } from '@konstruct/platform';
import { TenantDirectory } from '@konstruct/tenants';
import { Toolbox } from '@konstruct/toolbox';
import { TrialBooks } from './trial-books';
import type { TryAgentRequest, TryAgentView } from './try-agent.dto';

const PLACE = 'The try-out chat of the Agent Designer';

/** A draft and what it is asked. */
export interface TrialQuestion {
  readonly name: string;
  readonly request: ModelRequest;
}

/** Lets an operator talk to a draft before it is saved: the same prompt, model and metering as at work, nothing stored of the chat. */
@Injectable()
export class AgentTrial {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly models: ModelGateway,
    private readonly toolbox: Toolbox,
    private readonly books: TrialBooks,
    private readonly clock: Clock,
  ) {}

  /** Answers in one piece. */
  async answer(context: TenantContext, request: TryAgentRequest): Promise<TryAgentView> {
    const question = await this.prepare(context, request);
    return this.ask(context, question, (asked) => this.models.complete(asked));
  }

  /** What a draft is asked with; throws what is wrong with the form before any word is said. */
  async prepare(context: TenantContext, { draft, messages, tools = [] }: TryAgentRequest): Promise<TrialQuestion> {
    const fields = checkAgentDraft(draft).map(({ pointer, detail }) => ({ pointer: `/draft${pointer}`, detail }));
    if (fields.length > 0) throw new RequestError('validation_failed', { fields });
    const settings = toAgentSettings(draft);
    const tenant = await this.database.inTenant(context, (transaction) => this.tenants.find(transaction));
    const system = buildSystemPrompt(settings, {
      businessName: tenant.name,
      timeZone: tenant.timeZone,
      now: this.clock.now(),
      place: PLACE,
    });
    const chosen = tools.map(({ server_id, tool }) => ({ serverId: server_id, tool }));
    const user = { agent: { id: null, name: settings.name }, conversationId: null };
    const usable = await this.toolbox.ofChoices(context, user, chosen);
    return {
      name: settings.name,
      request: { ...settings, tenantId: context.tenantId, system, messages, tools: usable },
    };
  }

  /** Answers word by word. Whoever goes away in the middle of it stops the call, and what it cost is kept. */
  stream(
    context: TenantContext,
    question: TrialQuestion,
    listener: ReplyListener,
    signal: AbortSignal,
  ): Promise<TryAgentView> {
    return this.ask(context, question, (asked) => this.models.stream({ ...asked, signal }, listener));
  }

  private async ask(
    context: TenantContext,
    { name, request }: TrialQuestion,
    answer: (request: ModelRequest) => Promise<ModelReply>,
  ): Promise<TryAgentView> {
    const grant = await this.books.reserve(context, request);
    const startedAt = performance.now();
    try {
      const reply = await answer(request);
      const cost = await this.books.record(context, name, reply.calls, grant);
      return {
        reply: reply.text,
        input_tokens: sumTokens(reply.calls, totalInputTokens),
        output_tokens: sumTokens(reply.calls, totalOutputTokens),
        cost_usd: cost === null ? null : toUsd(cost),
        latency_ms: Math.round(performance.now() - startedAt),
      };
    } catch (error) {
      const calls = error instanceof ModelError ? error.calls : [];
      await this.books.record(context, name, calls, grant);
      throw error;
    }
  }
}

function sumTokens(calls: readonly ModelCall[], count: (usage: NonNullable<ModelCall['usage']>) => number): number {
  return calls.reduce((sum, call) => sum + (call.usage ? count(call.usage) : 0), 0);
}
