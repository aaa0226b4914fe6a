import { toUsd } from '@konstruct/contracts';
import type { ModelUsage } from './usage-charts.query';
import { addFigures, tokensOf, type UsageFigures } from './usage-figures';
import type { ProviderUsageView, UsageFiguresView } from './usage.dto';

/** Figures as the API shows them. */
export function toFiguresView(figures: UsageFigures): UsageFiguresView {
  return {
    input_tokens: figures.inputUncachedTokens,
    cached_input_tokens: figures.cacheReadTokens,
    cache_write_5m_tokens: figures.cacheWrite5mTokens,
    cache_write_1h_tokens: figures.cacheWrite1hTokens,
    input_audio_tokens: figures.inputAudioTokens,
    output_tokens: figures.outputTextTokens,
    reasoning_tokens: figures.reasoningTokens,
    output_audio_tokens: figures.outputAudioTokens,
    total_tokens: tokensOf(figures),
    model_calls: figures.calls,
    cost_usd: toUsd(figures.costNanoUsd),
    channel_fees_usd: toUsd(figures.feeNanoUsd),
    unpriced_calls: figures.unpricedCalls,
  };
}

/** Models under their providers; both stay in the order of cost. */
export function toProviderViews(models: readonly ModelUsage[]): ProviderUsageView[] {
  const providers = Map.groupBy(models, ({ provider }) => provider);
  return [...providers]
    .map(([provider, used]) => ({ provider, used, sum: addFigures(used.map(({ figures }) => figures)) }))
    .sort((a, b) => Number(b.sum.costNanoUsd + b.sum.feeNanoUsd - a.sum.costNanoUsd - a.sum.feeNanoUsd))
    .map(({ provider, used, sum }) => ({
      provider,
      ...toFiguresView(sum),
      models: used.map(({ model, figures }) => ({ model, ...toFiguresView(figures) })),
    }));
}
