import { Injectable } from '@nestjs/common';
import { AuditLog, type AuditEntry } from '@konstruct/audit';
import { toUsd } from '@konstruct/contracts';
import { NO_TOKENS, type ModelCall } from '@konstruct/models';
import { Clock, LiveUpdates, newId, type TenantTransaction } from '@konstruct/platform';
import { bookCall, bookingTime, totalCost, type BookedEvent, type CallOrigin } from './call-booking';
import { BudgetSettlement } from './budget-settlement';
import { PriceBook } from './prices/price-book';
import { UsageStore, type MessageEvent } from './usage.store';

/** A message that an agent received or sent. */
export type MessageOccurrence = Omit<MessageEvent, 'id' | 'agentId' | 'occurredAt'> & {
  readonly agent: { readonly id: string };
  /** Recording the same id at the same time again changes nothing; without one, each call is a message of its own. */
  readonly id?: string;
  readonly occurredAt?: Date;
};

/** What a channel charges for carrying messages. */
export interface ChannelFee {
  /** Recording the same id again changes nothing: a UUIDv7, minted when the fee fell due. */
  readonly id: string;
  readonly agent: { readonly id: string; readonly name: string };
  readonly conversationId: string | null;
  readonly channelKind: string;
  /** What it is charged for, in the provider's words, such as `utility`. */
  readonly category: string;
  /** Null when nobody knows the price yet: unpriced, not free. */
  readonly costNanoUsd: bigint | null;
  readonly priceSource: string | null;
}

/** Keeps the books of model calls, fees and messages. Nothing is in them twice, and only a visible correction changes a cost. */
@Injectable()
export class UsageLedger {
  constructor(
    private readonly store: UsageStore,
    private readonly prices: PriceBook,
    private readonly budgets: BudgetSettlement,
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
    {
      calls,
      reservationId,
      ...origin
    }: CallOrigin & {
      readonly calls: readonly ModelCall[];
      /** What was held for these calls; it is let go of as they are booked. */
      readonly reservationId?: string | null;
    },
  ): Promise<bigint | null> {
    const now = this.clock.now();
    const prices = await this.prices.open(transaction);
    const booked = calls.map((call) => bookCall(call, origin, now, prices.of));
    const added = new Set(await this.store.addEvents(transaction, booked));
    if (reservationId) await this.budgets.settle(transaction, reservationId, totalCost(booked));
    if (added.size > 0) {
      await this.audit.recordAll(transaction, booked.filter(({ id }) => added.has(id)).map(toAuditEntry));
      await this.live.announce(transaction, 'payroll');
    }
    return totalCost(booked);
  }

  /** Books what a channel charges, as a part of what the employee costs. */
  async recordChannelFee(transaction: TenantTransaction, { id, agent, category, ...fee }: ChannelFee): Promise<void> {
    const event: BookedEvent = {
      ...NO_TOKENS,
      ...fee,
      ...bookingTime(id, this.clock.now()),
      agentId: agent.id,
      agentName: agent.name,
      kind: 'fee',
      provider: fee.channelKind,
      model: category,
      keyId: null,
      usageSource: 'provider',
      soldBy: null,
      terms: null,
      latencyMs: 0,
      outcome: 'ok',
    };
    const added = await this.store.addEvents(transaction, [event]);
    if (added.length > 0) await this.live.announce(transaction, 'payroll');
  }

  /** Counts a message for the volume of its agent and channel. */
  async recordMessage(
    transaction: TenantTransaction,
    { agent, id, occurredAt, ...message }: MessageOccurrence,
  ): Promise<void> {
    const event = { ...message, id: id ?? newId(), agentId: agent.id, occurredAt: occurredAt ?? this.clock.now() };
    if (await this.store.addMessage(transaction, event)) await this.live.announce(transaction, 'payroll');
  }
}

function toAuditEntry(call: BookedEvent): AuditEntry {
  const cost = call.costNanoUsd === null ? 'at a price not known yet' : `for $${toUsd(call.costNanoUsd)}`;
  const facts: Record<string, unknown> = {
    provider: call.provider,
    model: call.model,
    input_uncached_tokens: call.inputUncachedTokens,
    cache_read_tokens: call.cacheReadTokens + call.cacheReadAudioTokens,
    cache_write_5m_tokens: call.cacheWrite5mTokens,
    cache_write_1h_tokens: call.cacheWrite1hTokens,
    input_audio_tokens: call.inputAudioTokens,
    output_text_tokens: call.outputTextTokens,
    reasoning_tokens: call.reasoningTokens,
    output_audio_tokens: call.outputAudioTokens,
    usage_source: call.usageSource,
    ...(call.terms !== null && { service_terms: call.terms }),
    cost_usd: call.costNanoUsd === null ? null : toUsd(call.costNanoUsd),
    latency_ms: call.latencyMs,
    outcome: call.outcome,
  };
  return {
    event_type: 'model.called',
    subject: { type: 'model_call', id: call.id, name: `${call.provider}/${call.model}` },
    summary: `${call.agentName} called ${call.model} (${call.outcome}) ${cost}.`,
    changes: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, { before: null, after: value }])),
  };
}
