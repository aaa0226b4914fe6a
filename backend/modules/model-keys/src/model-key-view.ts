import { toUsd } from '@konstruct/contracts';
import type { KeySpend } from '@konstruct/usage';
import type { AgentOnProvider } from './key-agents';
import { checkWords, failureWords } from './key-words';
import type { ModelKey } from './model-key.entity';
import type { FormerModelKeyView, ModelKeyView } from './model-keys.dto';

/** A key as it may be shown: everything but the key. */
export function toModelKeyView(
  key: ModelKey,
  agents: readonly AgentOnProvider[],
  spend: KeySpend | undefined,
): ModelKeyView {
  const { provider, checkVerdict: verdict, checkModel: model, checkCode: providerCode } = key;
  return {
    id: key.id,
    provider,
    label: key.label,
    key_hint: key.keyHint,
    base_url: key.baseUrl,
    created_at: key.createdAt.toISOString(),
    added_by: key.createdByName,
    replaced_at: key.replacedAt?.toISOString() ?? null,
    last_used_at: key.lastUsedAt?.toISOString() ?? null,
    last_check: {
      checked_at: key.checkedAt.toISOString(),
      verdict,
      detail: checkWords({ provider, verdict, model, providerCode }),
    },
    failing_since: key.failingSince?.toISOString() ?? null,
    failure_code: key.failureCode,
    failure: key.failureCode === null ? null : failureWords(key.failureCode, key.failureModel),
    spend_this_month_usd: toUsd(spend?.costNanoUsd ?? 0n),
    unpriced_calls: spend?.unpricedCalls ?? 0,
    agents: agents.map(({ id, name }) => ({ id, name })),
  };
}

/** What is left of a key that was deleted. */
export function toFormerKeyView(
  { id, provider, label }: ModelKey,
  deletedAt: Date,
  spend: KeySpend,
): FormerModelKeyView {
  return {
    id,
    provider,
    label,
    deleted_at: deletedAt.toISOString(),
    spend_this_month_usd: toUsd(spend.costNanoUsd),
    unpriced_calls: spend.unpricedCalls,
  };
}
