import { NO_TOKENS, type ModelCall } from '@konstruct/models';
import { newId } from '@konstruct/platform';

/** A call that cost 1,440,000 nano-dollars. */
export function sampleCall(changes: Partial<ModelCall> = {}): ModelCall {
  const startedAt = changes.startedAt ?? new Date('2026-11-10T12:00:00Z');
  return {
    id: newId(startedAt),
    provider: 'openai',
    model: 'gpt-5.4-mini',
    keyId: null,
    keyReplacedAt: null,
    startedAt,
    latencyMs: 840,
    outcome: 'ok',
    usage: {
      ...NO_TOKENS,
      inputUncachedTokens: 1_000,
      cacheReadTokens: 200,
      outputTextTokens: 100,
      reasoningTokens: 50,
    },
    usageSource: 'provider',
    soldBy: null,
    terms: null,
    errorCode: null,
    ...changes,
  };
}
