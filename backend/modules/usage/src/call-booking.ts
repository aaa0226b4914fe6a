import { costNanoUsd, NO_TOKENS, priceOf, priceReference, type ModelCall, type TokenUsage } from '@konstruct/models';

/** What calls were made for. */
export interface CallOrigin {
  /** The id is null for a draft that was tried before it was saved. */
  readonly agent: { readonly id: string | null; readonly name: string };
  readonly conversationId: string | null;
  readonly kind: 'reply' | 'try';
  readonly channelKind: string | null;
}

/** A call as it stands in the books. */
export interface BookedCall {
  readonly id: string;
  readonly occurredAt: Date;
  readonly agentId: string | null;
  readonly agentName: string;
  readonly conversationId: string | null;
  readonly kind: CallOrigin['kind'];
  readonly channelKind: string | null;
  readonly provider: string;
  readonly model: string;
  readonly inputUncachedTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTextTokens: number;
  readonly reasoningTokens: number;
  readonly usageSource: ModelCall['usageSource'];
  /** Null when the model has no price: unpriced, not free. */
  readonly costNanoUsd: bigint | null;
  readonly priceSource: string | null;
  readonly latencyMs: number;
  readonly outcome: ModelCall['outcome'];
}

/** Turns a call into an entry of the books, at the price of its day. */
export function bookCall(call: ModelCall, { agent, conversationId, kind, channelKind }: CallOrigin): BookedCall {
  return {
    id: call.id,
    occurredAt: call.startedAt,
    agentId: agent.id,
    agentName: agent.name,
    conversationId,
    kind,
    channelKind,
    provider: call.provider,
    model: call.model,
    ...bookedTokens(call.usage ?? NO_TOKENS),
    usageSource: call.usageSource,
    ...priced(call),
    latencyMs: call.latencyMs,
    outcome: call.outcome,
  };
}

/** The parts as the books have them: writes into caches of either kind together, audio with what it was part of. */
function bookedTokens(
  usage: TokenUsage,
): Pick<
  BookedCall,
  'inputUncachedTokens' | 'cacheReadTokens' | 'cacheWriteTokens' | 'outputTextTokens' | 'reasoningTokens'
> {
  return {
    inputUncachedTokens: usage.inputUncachedTokens + usage.inputAudioTokens,
    cacheReadTokens: usage.cacheReadTokens,
    cacheWriteTokens: usage.cacheWrite5mTokens + usage.cacheWrite1hTokens,
    outputTextTokens: usage.outputTextTokens + usage.outputAudioTokens,
    reasoningTokens: usage.reasoningTokens,
  };
}

/** What calls cost together; null as soon as one of them is unpriced. */
export function totalCost(calls: readonly BookedCall[]): bigint | null {
  return calls.reduce<bigint | null>(
    (sum, { costNanoUsd: cost }) => (sum === null || cost === null ? null : sum + cost),
    0n,
  );
}

/** A call that the provider turned away used no tokens and costs nothing, whether or not its model has a price. */
function priced(call: ModelCall): Pick<BookedCall, 'costNanoUsd' | 'priceSource'> {
  const price = priceOf(call.provider, call.model, call.startedAt);
  const priceSource = price && priceReference(price);
  if (!call.usage) return { costNanoUsd: 0n, priceSource };
  return { costNanoUsd: price && costNanoUsd(call.usage, price), priceSource };
}
