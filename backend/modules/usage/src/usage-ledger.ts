import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { toUsd } from '@konstruct/contracts';
import type { ModelCall } from '@konstruct/models';
import { Clock, LiveUpdates, newId, type TenantTransaction } from '@konstruct/platform';
import { bookCall, totalCost, type BookedCall, type CallOrigin } from './call-booking';
import { UsageStore, type MessageEvent } from './usage.store';

/** A message that an agent received or sent. */
export type MessageOccurrence = Omit<MessageEvent, 'id' | 'agentId' | 'occurredAt'> & {
  readonly agent: { readonly id: string };
  /** Recording the same id again changes nothing; without one, each call is a message of its own. */
  readonly id?: string;
  readonly occurredAt?: Date;
};

/** Keeps the books of model calls and messages. What is in them is never changed, and nothing is in them twice. */
@Injectable()
export class UsageLedger {
  constructor(
    private readonly store: UsageStore,
    private readonly audit: AuditLog,
    private readonly live: LiveUpdates,
    private readonly clock: Clock,
  ) {}

  /**
   * Books calls, failed and cancelled ones too, in the transaction of what they were for. Returns what they cost together:
   * null when one of them has no price yet. Calls that are in the books already are left as they are.
   */
  async recordCalls(
    transaction: TenantTransaction,
    { calls, ...origin }: CallOrigin & { readonly calls: readonly ModelCall[] },
  ): Promise<bigint | null> {
    const booked = calls.map((call) => bookCall(call, origin));
    const added = new Set(await this.store.addCalls(transaction, booked));
    for (const entry of booked.filter(({ id }) => added.has(id))) await this.auditCall(transaction, entry);
    if (added.size > 0) await this.live.announce(transaction, 'payroll');
    return totalCost(booked);
  }

  /** Counts a message for the volume of its agent and channel. */
  async recordMessage(
    transaction: TenantTransaction,
    { agent, id, occurredAt, ...message }: MessageOccurrence,
  ): Promise<void> {
    const event = { ...message, id: id ?? newId(), agentId: agent.id, occurredAt: occurredAt ?? this.clock.now() };
    if (await this.store.addMessage(transaction, event)) await this.live.announce(transaction, 'payroll');
  }

  private async auditCall(transaction: TenantTransaction, call: BookedCall): Promise<void> {
    const cost = call.costNanoUsd === null ? 'at a price not known yet' : `for $${toUsd(call.costNanoUsd)}`;
    const facts: Record<string, unknown> = {
      provider: call.provider,
      model: call.model,
      input_uncached_tokens: call.inputUncachedTokens,
      cache_read_tokens: call.cacheReadTokens,
      cache_write_tokens: call.cacheWriteTokens,
      output_text_tokens: call.outputTextTokens,
      reasoning_tokens: call.reasoningTokens,
      usage_source: call.usageSource,
      cost_usd: call.costNanoUsd === null ? null : toUsd(call.costNanoUsd),
      latency_ms: call.latencyMs,
      outcome: call.outcome,
    };
    await this.audit.record(transaction, {
      event_type: 'model.called',
      subject: { type: 'model_call', id: call.id, name: `${call.provider}/${call.model}` },
      summary: `${call.agentName} called ${call.model} (${call.outcome}) ${cost}.`,
      changes: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { before: null, after: value }])),
    });
  }
}
