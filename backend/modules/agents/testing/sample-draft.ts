import type { AgentDraft } from '../src/agents.dto';

/** A complete form. */
export function sampleDraft(changes: Partial<AgentDraft> = {}): AgentDraft {
  return {
    name: 'Mia',
    role_title: 'Customer Support',
    template_id: 'support',
    avatar_color: '#2E7D6B',
    avatar_emoji: '🙂',
    persona: 'Warm, patient and precise.',
    instructions: 'We open at nine. Complaints go to Ada.',
    greeting: 'Hi, I am Mia. How can I help?',
    language: 'en',
    provider: 'openai',
    model: 'gpt-5.4-mini',
    temperature: 0.3,
    max_reply_tokens: 600,
    budget_limit_usd: 25,
    at_limit: 'alert_only',
    fallback_model: null,
    out_of_office_text: 'I am out of office.',
    handover_contact: 'ada@example.com',
    ...changes,
  };
}
