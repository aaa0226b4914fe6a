import { fromUsd, toUsd } from '@konstruct/contracts';
import { modelWarning } from '@konstruct/models';
import type { AgentSettings } from './agent-settings';
import type { Agent } from './agent.entity';
import type { AgentDraft, AgentView } from './agents.dto';

/** The settings that a form describes. */
export function toAgentSettings(draft: AgentDraft): AgentSettings {
  return {
    name: draft.name,
    roleTitle: draft.role_title,
    templateId: draft.template_id ?? null,
    avatarColor: draft.avatar_color,
    avatarEmoji: draft.avatar_emoji,
    persona: draft.persona,
    instructions: draft.instructions,
    greeting: draft.greeting,
    language: draft.language,
    provider: draft.provider,
    model: draft.model,
    temperature: draft.temperature,
    maxReplyTokens: draft.max_reply_tokens,
    budgetLimitNanoUsd: draft.budget_limit_usd == null ? null : fromUsd(draft.budget_limit_usd),
    atLimit: draft.at_limit,
    fallbackModel: draft.fallback_model ?? null,
    outOfOfficeText: draft.out_of_office_text,
    handoverContact: draft.handover_contact,
  };
}

/** Settings as a form shows them. */
export function toAgentDraft(settings: AgentSettings): Required<AgentDraft> {
  return {
    name: settings.name,
    role_title: settings.roleTitle,
    template_id: settings.templateId,
    avatar_color: settings.avatarColor,
    avatar_emoji: settings.avatarEmoji,
    persona: settings.persona,
    instructions: settings.instructions,
    greeting: settings.greeting,
    language: settings.language,
    provider: settings.provider,
    model: settings.model,
    temperature: settings.temperature,
    max_reply_tokens: settings.maxReplyTokens,
    budget_limit_usd: settings.budgetLimitNanoUsd === null ? null : toUsd(settings.budgetLimitNanoUsd),
    at_limit: settings.atLimit,
    fallback_model: settings.fallbackModel,
    out_of_office_text: settings.outOfOfficeText,
    handover_contact: settings.handoverContact,
  };
}

/** An agent as the API shows it. */
export function toAgentView(agent: Agent): AgentView {
  return {
    ...toAgentDraft(agent),
    id: agent.id,
    tenant_id: agent.tenantId,
    status: agent.status,
    is_active: agent.isActive,
    activated_at: agent.activatedAt?.toISOString() ?? null,
    created_at: agent.createdAt.toISOString(),
    updated_at: agent.updatedAt.toISOString(),
    model_warning: modelWarning(agent.provider, agent.model),
  };
}
