import { costNanoUsd, NO_TOKENS, priceOf, priceReference, type ModelCall, type TokenUsage } from '@konstruct/models';
import { mintedAt, newId } from '@konstruct/platform';

/** What calls were made for. */
export interface CallOrigin {
  /** The id is null for a draft that was tried before it was saved. */
  readonly agent: { readonly id: string | null; readonly name: string };
  readonly conversationId: string | null;
  readonly kind: 'reply' | 'try';
  readonly channelKind: string | null;
}

/** Something that cost money, as it stands in the books: a call of a model or a fee of a channel. */
export interface BookedEvent extends TokenUsage {
  readonly id: string;
  readonly occurredAt: Date;
  readonly agentId: string | null;
  readonly agentName: string;
  readonly conversationId: string | null;
  readonly kind: CallOrigin['kind'] | 'fee';
  readonly channelKind: string | null;
  readonly provider: string;
  readonly model: string;
  readonly keyId: string | null;
  readonly usageSource: ModelCall['usageSource'];
  readonly soldBy: string | null;
  readonly terms: string | null;
  /** Null when the model has no price: unpriced, not free. */
  readonly costNanoUsd: bigint | null;
  readonly priceSource: string | null;
  readonly latencyMs: number;
  readonly outcome: string;
}

/** No single call costs more: a provider that reports such tokens is not believed, and a person has to look at it. */
const MOST_NANO_USD = 10_000_000_000_000n;

const DAY_MS = 86_400_000;

/** Turns a call into an entry of the books, at the price of its day. */
export function bookCall(call: ModelCall, origin: CallOrigin, now: Date, prices: PriceLookup = priceOf): BookedEvent {
  const { agent, conversationId, kind, channelKind } = origin;
  return {
    ...bookingTime(call.id, now),
    agentId: agent.id,
    agentName: agent.name,
    conversationId,
    kind,
    channelKind,
    provider: call.provider,
    model: call.model,
    keyId: call.keyId,
    ...(call.usage ?? NO_TOKENS),
    usageSource: call.usageSource,
    soldBy: call.soldBy,
    terms: call.terms,
    ...priced(call, prices),
    latencyMs: call.latencyMs,
    outcome: call.outcome,
  };
}

/**
 * The time of an event is that of its id, so that the same event always has the same key. A clock that was years off, or
 * more than a day ahead, is not believed: what it tells of is booked now.
 */
export function bookingTime(id: string, now: Date): { readonly id: string; readonly occurredAt: Date } {
  const minted = mintedAt(id);
  const ageDays = minted ? (now.getTime() - minted.getTime()) / DAY_MS : Number.NaN;
  if (minted && ageDays < 400 && ageDays > -1) return { id, occurredAt: minted };
  return { id: newId(now), occurredAt: now };
}

/** What calls cost together; null as soon as one of them is unpriced. */
export function totalCost(calls: readonly BookedEvent[]): bigint | null {
  return calls.reduce<bigint | null>(
    (sum, { costNanoUsd: cost }) => (sum === null || cost === null ? null : sum + cost),
    0n,
  );
}

/** Finds the price of a model at an instant; null when it has none. */
export type PriceLookup = typeof priceOf;

/** A call that the provider turned away used no tokens and costs nothing, whether or not its model has a price. */
export function priced(
  call: Pick<ModelCall, 'provider' | 'model' | 'startedAt' | 'soldBy' | 'terms' | 'usage'>,
  prices: PriceLookup,
): Pick<BookedEvent, 'costNanoUsd' | 'priceSource'> {
  const price = prices(call.provider, call.model, call.startedAt, { soldBy: call.soldBy, terms: call.terms });
  const priceSource = price && priceReference(price, call.usage ?? NO_TOKENS);
  if (!call.usage) return { costNanoUsd: 0n, priceSource };
  const cost = price && costNanoUsd(call.usage, price);
  if (cost !== null && cost > MOST_NANO_USD) return { costNanoUsd: null, priceSource: 'implausible' };
  return { costNanoUsd: cost, priceSource };
}
