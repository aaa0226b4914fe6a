/**
 * The wire types of the portal's API in one place, so that features never declare their own copy of a field.
 * Names are those of the OpenAPI document.
 */
export type Role = 'owner' | 'admin' | 'operator' | 'viewer';
export type AgentStatus = 'draft' | 'live' | 'paused' | 'suspended' | 'archived';
export type ConnectionStatus = 'connected' | 'broken' | 'disconnected';
export type BudgetStatus = 'none' | 'ok' | 'warning' | 'exceeded';
export type CurrencyDisplay = 'symbol' | 'narrowSymbol' | 'code' | 'name';
export type AtLimit = 'alert_only' | 'cheaper_model' | 'stop';

/** A page of a list; `next_cursor` is null on the last one. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export interface SignUpRequest {
  email: string;
  password: string;
  name: string;
  business_name: string;
  time_zone: string;
}

export interface SignInRequest {
  email: string;
  password: string;
}

export interface MembershipView {
  tenant_id: string;
  tenant_name: string;
  tenant_slug: string;
  role: Role;
  onboarding_completed_at: string | null;
}

export interface SessionView {
  user: { id: string; email: string; name: string };
  memberships: MembershipView[];
  session_id: string;
}

export interface SessionListItemView {
  id: string;
  created_at: string;
  last_seen_at: string;
  user_agent: string;
  ip_address: string;
  is_current: boolean;
}

export interface CreateTenantRequest {
  name: string;
  time_zone: string;
}

export interface UpdateTenantRequest {
  name?: string;
  time_zone?: string;
  currency_display?: CurrencyDisplay;
}

export interface TenantView {
  id: string;
  name: string;
  slug: string;
  time_zone: string;
  currency_display: CurrencyDisplay;
  created_at: string;
  onboarding_completed_at: string | null;
}

export interface MemberView {
  user_id: string;
  name: string;
  email: string;
  role: Role;
  joined_at: string;
}

export interface InvitationView {
  id: string;
  email: string;
  role: Role;
  url: string | null;
  expires_at: string;
}

export interface AcceptInvitationRequest {
  token: string;
  name?: string;
  password?: string;
}

export interface AgentTemplateView {
  id: string;
  title: string;
  description: string;
  icon: string;
  persona: string;
  instructions: string;
  greeting: string;
  suggested_name: string;
}

export interface ModelView {
  provider: string;
  model: string;
  display_name: string;
  is_available: boolean;
  input_usd_per_million: number | null;
  output_usd_per_million: number | null;
  description: string;
}

export interface AgentDraft {
  name: string;
  role_title: string;
  template_id?: string | null;
  avatar_color: string;
  avatar_emoji: string;
  persona: string;
  instructions: string;
  greeting: string;
  language: string;
  provider: string;
  model: string;
  temperature: number;
  max_reply_tokens: number;
  budget_limit_usd: number | null;
  at_limit: AtLimit;
  fallback_model: string | null;
  out_of_office_text: string;
  handover_contact: string;
}

export interface AgentView extends AgentDraft {
  id: string;
  tenant_id: string;
  status: AgentStatus;
  is_active: boolean;
  activated_at: string | null;
  created_at: string;
  updated_at: string;
}

export interface TryMessage {
  role: 'user' | 'assistant';
  content: string;
}

export interface TryAgentRequest {
  draft: AgentDraft;
  messages: TryMessage[];
}

export interface TryAgentView {
  reply: string;
  input_tokens: number;
  output_tokens: number;
  cost_usd: number | null;
  latency_ms: number;
}

export interface EstimateRequest {
  draft: AgentDraft;
  messages_per_month: number;
}

export interface EstimateView {
  seat_usd: number;
  model_usd: number | null;
  total_usd: number | null;
  per_message_usd: number | null;
  assumptions: string;
}

export interface ConnectionView {
  id: string;
  kind: 'slack';
  status: ConnectionStatus;
  workspace_name: string;
  workspace_id: string;
  bot_user_id: string;
  agent_id: string | null;
  last_event_at: string | null;
  last_sent_at: string | null;
  failure_rate: number;
  token_expires_at: string | null;
  broken_reason: string | null;
  broken_fix: string | null;
  missing_scopes: string[];
  connected_at: string;
}

/** How an attempt to connect Slack ended, in words. */
export interface SlackAttemptView {
  id: string;
  code: string | null;
  title: string | null;
  detail: string | null;
}

export interface DestinationView {
  id: string;
  name: string;
  is_private: boolean;
  is_member: boolean;
}

/** Why a provider refused something: its own code, what that means and what to do about it. */
export interface ProviderErrorView {
  code: string;
  meaning: string;
  fix: string;
}

export type OnboardingStep = 'connect_channel' | 'configure_agent' | 'send_test_message' | 'done';

export interface TestMessageRequest {
  agent_id: string;
  connection_id: string;
  destination_id: string;
}

export interface TestMessageView {
  id: string;
  status: 'sending' | 'sent' | 'failed';
  destination_id: string;
  destination_name: string;
  text: string;
  sent_at: string | null;
  permalink: string | null;
  error: ProviderErrorView | null;
  agent_status: AgentStatus;
}

export interface OnboardingView {
  step: OnboardingStep;
  connection: ConnectionView | null;
  agent: AgentView | null;
  last_test_message: TestMessageView | null;
  started_at: string;
  onboarding_completed_at: string | null;
}

export type ConversationState = 'waiting' | 'answering' | 'answered' | 'failed';
export type MessageStatus = 'received' | 'answered' | 'ignored' | 'queued' | 'sending' | 'sent' | 'failed';

export interface ConversationView {
  id: string;
  agent_id: string;
  agent_name: string;
  channel_kind: string;
  title: string;
  contact_name: string;
  place: string;
  state: ConversationState;
  last_message_preview: string;
  last_message_at: string;
  message_count: number;
  cost_usd: number;
}

export interface MessageView {
  id: string;
  direction: 'inbound' | 'outbound';
  author_name: string;
  text: string;
  status: MessageStatus;
  error: ProviderErrorView | null;
  created_at: string;
  provider: string | null;
  model: string | null;
  input_tokens: number | null;
  output_tokens: number | null;
  cost_usd: number | null;
}

export interface ConversationDetailView extends ConversationView {
  messages: MessageView[];
}

export interface PayrollRowView {
  agent_id: string;
  name: string;
  role_title: string;
  avatar_color: string;
  avatar_emoji: string;
  status: AgentStatus;
  seat_usd: number;
  model_usd: number;
  total_usd: number;
  forecast_usd: number;
  messages_handled: number;
  conversations: number;
  cost_per_conversation_usd: number | null;
  total_tokens: number;
  unpriced_calls: number;
  budget_limit_usd: number | null;
  budget_percent: number | null;
  budget_status: BudgetStatus;
}

export interface PayrollTotalsView {
  headcount: number;
  seat_usd: number;
  model_usd: number;
  total_usd: number;
  forecast_usd: number;
  messages_handled: number;
  conversations: number;
  total_tokens: number;
}

export interface PayrollView {
  month: string;
  time_zone: string;
  as_of: string;
  days_elapsed: number;
  days_in_month: number;
  rows: PayrollRowView[];
  totals: PayrollTotalsView;
}

export interface AuditEventView {
  id: string;
  occurred_at: string;
  actor_kind: 'user' | 'provider' | 'system';
  actor_name: string;
  event_type: string;
  subject_type: string;
  subject_id: string | null;
  summary: string;
  changes: Record<string, { before?: unknown; after?: unknown }> | null;
  request_id: string | null;
  is_sealed: boolean;
}

export interface SystemView {
  version: string;
  environment: string;
  sandbox: { url: string; slack: boolean; model: boolean } | null;
}

export type LiveTopic = 'payroll' | 'conversations' | 'agents' | 'channels' | 'onboarding';
