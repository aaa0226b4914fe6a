import { toUsd } from '@konstruct/contracts';
import type { StoredOwnPrice } from './own-price.store';
import type { OwnPriceView, RepricingView } from './prices.dto';
import type { Repricing } from './repricing.store';

/** A price of a business's own contract. */
export function toOwnPriceView({
  id,
  provider,
  model,
  from,
  until,
  dollars,
  note,
  setBy,
  setAt,
}: StoredOwnPrice): OwnPriceView {
  return {
    ...{ id, provider, model, note },
    effective_from: from,
    effective_until: until,
    input_usd_per_million: Number(dollars.input),
    output_usd_per_million: Number(dollars.output),
    cache_read_usd_per_million: dollars.cacheRead === undefined ? null : Number(dollars.cacheRead),
    cache_write_usd_per_million: dollars.cacheWrite === undefined ? null : Number(dollars.cacheWrite),
    set_by: setBy,
    set_at: setAt.toISOString(),
  };
}

/** A re-pricing and how far it has come. */
export function toRepricingView(repricing: Repricing): RepricingView {
  return {
    id: repricing.id,
    scope: repricing.scope,
    provider: repricing.provider,
    model: repricing.model,
    from: repricing.since.toISOString(),
    to: repricing.until.toISOString(),
    status: repricing.status,
    calls_seen: repricing.seen,
    calls_changed: repricing.changed,
    difference_usd: toUsd(repricing.differenceNanoUsd),
    at: repricing.atTime?.toISOString() ?? null,
    requested_by: repricing.requestedBy,
    requested_at: repricing.requestedAt.toISOString(),
    finished_at: repricing.finishedAt?.toISOString() ?? null,
  };
}
