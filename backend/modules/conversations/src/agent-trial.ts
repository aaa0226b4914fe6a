import { Injectable } from '@nestjs/common';
import { buildSystemPrompt, checkAgentDraft, toAgentSettings } from '@konstruct/agents';
import { toUsd } from '@konstruct/contracts';
import { ModelError, ModelGateway, totalInputTokens, totalOutputTokens, type ModelCall } from '@konstruct/models';
import { Clock, Database, RequestError, type TenantContext } from '@konstruct/platform';
import { KeyWatch } from '@konstruct/model-keys';
import { TenantDirectory } from '@konstruct/tenants';
import { UsageLedger } from '@konstruct/usage';
import type { TryAgentRequest, TryAgentView } from './try-agent.dto';

const PLACE = 'The try-out chat of the Agent Designer';

/** Lets an operator talk to a draft before it is saved: the same prompt, model and metering as at work, nothing stored of the chat. */
@Injectable()
export class AgentTrial {
  constructor(
    private readonly database: Database,
    private readonly tenants: TenantDirectory,
    private readonly models: ModelGateway,
    private readonly usage: UsageLedger,
    private readonly keys: KeyWatch,
    private readonly clock: Clock,
  ) {}

  async answer(context: TenantContext, { draft, messages }: TryAgentRequest): Promise<TryAgentView> {
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
    const startedAt = performance.now();
    try {
      const reply = await this.models.complete({ ...settings, tenantId: context.tenantId, system, messages });
      const cost = await this.record(context, settings.name, reply.calls);
      return {
        reply: reply.text,
        input_tokens: sumTokens(reply.calls, totalInputTokens),
        output_tokens: sumTokens(reply.calls, totalOutputTokens),
        cost_usd: cost === null ? null : toUsd(cost),
        latency_ms: Math.round(performance.now() - startedAt),
      };
    } catch (error) {
      if (error instanceof ModelError) await this.record(context, settings.name, error.calls);
      throw error;
    }
  }

  private record(context: TenantContext, name: string, calls: readonly ModelCall[]): Promise<bigint | null> {
    return this.database.inTenant(context, async (transaction) => {
      await this.keys.noteCalls(transaction, calls);
      return this.usage.recordCalls(transaction, {
        agent: { id: null, name },
        conversationId: null,
        kind: 'try',
        channelKind: null,
        calls,
      });
    });
  }
}

function sumTokens(calls: readonly ModelCall[], count: (usage: NonNullable<ModelCall['usage']>) => number): number {
  return calls.reduce((sum, call) => sum + (call.usage ? count(call.usage) : 0), 0);
}
