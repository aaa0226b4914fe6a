import type { AgentDraft, AgentTemplateView, AgentView, ModelView } from '@konstruct/api-client';

/** What the designer edits: a draft in which every field has a value, so that each is a field of the form. */
export type DesignerDraft = Required<AgentDraft>;

export const AVATAR_COLORS: readonly { readonly value: string; readonly label: string }[] = [
  { value: '#0b7a93', label: 'Petrol' },
  { value: '#2f7d4f', label: 'Green' },
  { value: '#b35a1f', label: 'Copper' },
  { value: '#b3343f', label: 'Red' },
  { value: '#8a4fa3', label: 'Plum' },
  { value: '#3f62b5', label: 'Blue' },
  { value: '#8a6d1d', label: 'Ochre' },
  { value: '#5a6670', label: 'Slate' },
];

export const AVATAR_EMOJI: readonly string[] = [
  '🙂',
  '🦉',
  '🦊',
  '🐝',
  '🐙',
  '🦁',
  '🐳',
  '🦜',
  '🤖',
  '🧭',
  '🔧',
  '📚',
  '☕',
  '🌱',
  '⚡',
  '🎧',
];

const LANGUAGE_TAGS = [
  'en',
  'de',
  'fr',
  'es',
  'it',
  'nl',
  'pt',
  'pl',
  'sv',
  'da',
  'cs',
  'tr',
  'ja',
  'ko',
  'zh',
  'ar',
  'hi',
];

/** Languages an employee can answer in. */
export const LANGUAGES: readonly { readonly value: string; readonly label: string }[] = LANGUAGE_TAGS.map((value) => ({
  value,
  label: new Intl.DisplayNames('en', { type: 'language' }).of(value) ?? value,
}));

/** An employee nobody has described yet. */
export const BLANK_DRAFT: DesignerDraft = {
  name: '',
  role_title: '',
  template_id: null,
  avatar_color: '#0b7a93',
  avatar_emoji: '🙂',
  persona: '',
  instructions: '',
  greeting: '',
  language: 'en',
  provider: 'openai',
  model: '',
  temperature: 0.3,
  max_reply_tokens: 512,
  budget_limit_usd: null,
  at_limit: 'alert_only',
  fallback_model: null,
  out_of_office_text: 'I am out of office at the moment. Someone from the team will get back to you.',
  handover_contact: '',
};

/** A new employee, from a template or from scratch, on a middle-priced model. */
export function newDraft(template: AgentTemplateView | null, models: readonly ModelView[]): DesignerDraft {
  const model = middlePriced(models);
  const chosen = model ? { ...BLANK_DRAFT, provider: model.provider, model: model.model } : BLANK_DRAFT;
  return template
    ? {
        ...chosen,
        template_id: template.id,
        name: template.suggested_name,
        role_title: template.title,
        persona: template.persona,
        instructions: template.instructions,
        greeting: template.greeting,
      }
    : chosen;
}

/** Neither the dearest nor the weakest of the models that can be used: a choice that few have to change. */
function middlePriced(models: readonly ModelView[]): ModelView | undefined {
  const available = models.filter((model) => model.is_available);
  const priced = available
    .filter((model) => model.output_usd_per_million !== null)
    .sort((a, b) => (a.output_usd_per_million ?? 0) - (b.output_usd_per_million ?? 0));
  return priced[Math.floor((priced.length - 1) / 2)] ?? available[0];
}

/** The editable part of an employee that exists. */
export function draftOf(agent: AgentView): DesignerDraft {
  return {
    name: agent.name,
    role_title: agent.role_title,
    template_id: agent.template_id ?? null,
    avatar_color: agent.avatar_color,
    avatar_emoji: agent.avatar_emoji,
    persona: agent.persona,
    instructions: agent.instructions,
    greeting: agent.greeting,
    language: agent.language,
    provider: agent.provider,
    model: agent.model,
    temperature: agent.temperature,
    max_reply_tokens: agent.max_reply_tokens,
    budget_limit_usd: agent.budget_limit_usd ?? null,
    at_limit: agent.at_limit,
    fallback_model: agent.fallback_model ?? null,
    out_of_office_text: agent.out_of_office_text,
    handover_contact: agent.handover_contact,
  };
}

/** The places in square brackets that a template leaves to be filled in. */
export function openPlaces(instructions: string): number {
  return instructions.match(/\[[^\]\n]+\](?!\()/g)?.length ?? 0;
}

/** How a fallback model is named: alone when the provider is the same, else with its provider. */
export function fallbackName(model: ModelView, provider: string): string {
  return model.provider === provider ? model.model : `${model.provider}/${model.model}`;
}
