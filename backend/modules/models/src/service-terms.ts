import type { ModelProvider } from '@konstruct/contracts';
import type { UsageReport } from './usage-report';

/** Words of providers for how they always serve, and for what was paid for in advance at the same list price. */
const ORDINARY = ['', 'auto', 'default', 'standard', 'on_demand', 'scale', 'unspecified'];

/** Words that say the same as another. OpenAI renamed priority processing to fast mode in July 2026 and answers with both. */
const SAME = new Map([['fast', 'priority']]);

/** OpenAI-compatible servers echo all kinds of words; only these are known to change a price. */
const KNOWN_EVERYWHERE = ['batch', 'flex', 'priority'];

/**
 * On which terms a call was served, as far as they change the price of every token: `batch`, `flex`, `priority`, Anthropic's
 * `fast` and `us` (served in the United States only). Several are joined by a plus; null for the ordinary ones.
 */
export function serviceTerms(provider: ModelProvider, report: UsageReport | null): string | null {
  if (!report) return null;
  const terms = termsIn(provider, report).filter((term) => !ORDINARY.includes(term));
  return terms.length === 0 ? null : terms.sort().join('+');
}

function termsIn(provider: ModelProvider, report: UsageReport): string[] {
  switch (provider) {
    case 'anthropic': {
      // Its priority tier is capacity that was committed to, reckoned at the list price.
      const tier = word(report['service_tier']);
      const isFast = word(report['speed']) === 'fast';
      const isDomestic = word(report['inference_geo']) === 'us';
      return [tier === 'batch' ? tier : '', isFast ? 'fast' : '', isDomestic ? 'us' : ''];
    }
    case 'google':
      return [googleTerm(report)];
    case 'openai_compatible': {
      const tier = word(report['service_tier']);
      return KNOWN_EVERYWHERE.includes(tier) ? [tier] : [];
    }
    case 'openai':
    case 'mistral': {
      const tier = word(report['service_tier']);
      return [SAME.get(tier) ?? tier];
    }
  }
}

/** `ON_DEMAND_FLEX` on Vertex, `SERVICE_TIER_FLEX` or `flex` on the Gemini API. */
function googleTerm(report: UsageReport): string {
  const traffic = word(report['trafficType']).replace(/^traffic_type_/, '');
  const tier = word(report['serviceTier'] ?? report['service_tier']).replace(/^service_tier_/, '');
  return tier !== '' && !ORDINARY.includes(tier) ? tier : traffic.replace(/^on_demand_/, '');
}

function word(value: unknown): string {
  return typeof value === 'string' && value.length <= 40 ? value.toLowerCase() : '';
}
