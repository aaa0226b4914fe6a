import type {
  AgentView,
  BillingView,
  BudgetAlertView,
  ConnectionView,
  ModelKeyView,
  ModelView,
  OnboardingView,
  PayrollRowView,
  SessionView,
  TenantView,
  TestMessageView,
  WhatsappCheckView,
} from '@konstruct/api-client';

/** Answers of the API for specs, complete and typed by the contract; each spec changes only what it is about. */
export const TENANT_ID = '019aa3c0-0000-7000-8000-000000000001';
export const AGENT_ID = '019aa3c0-0000-7000-8000-000000000101';

export function tenantView(changes: Partial<TenantView> = {}): TenantView {
  return {
    id: TENANT_ID,
    name: 'Velo Werkstatt',
    slug: 'velo-werkstatt',
    time_zone: 'Europe/Berlin',
    currency_display: 'symbol',
    created_at: '2026-11-01T08:00:00.000Z',
    onboarding_completed_at: '2026-11-01T08:09:00.000Z',
    ...changes,
  };
}

export function sessionView(changes: Partial<SessionView> = {}): SessionView {
  return {
    user: { id: 'user-1', email: 'maria@velo.example', name: 'Maria Schmidt' },
    memberships: [
      {
        tenant_id: TENANT_ID,
        tenant_name: 'Velo Werkstatt',
        tenant_slug: 'velo-werkstatt',
        role: 'owner',
        onboarding_completed_at: '2026-11-01T08:09:00.000Z',
      },
    ],
    session_id: 'session-1',
    is_platform_admin: false,
    ...changes,
  };
}

export function agentView(changes: Partial<AgentView> = {}): AgentView {
  return {
    id: AGENT_ID,
    tenant_id: TENANT_ID,
    status: 'live',
    is_active: true,
    activated_at: '2026-11-01T08:09:00.000Z',
    created_at: '2026-11-01T08:05:00.000Z',
    updated_at: '2026-11-01T08:09:00.000Z',
    model_warning: null,
    name: 'Nora',
    role_title: 'Customer support',
    template_id: 'support',
    avatar_color: '#0b7a93',
    avatar_emoji: '🦉',
    persona: 'Friendly and brief.',
    instructions: 'Answer questions about orders.',
    greeting: 'Hello, I am Nora.',
    language: 'en',
    provider: 'openai',
    model: 'gpt-5.4-mini',
    temperature: 0.3,
    max_reply_tokens: 512,
    budget_limit_usd: 40,
    at_limit: 'alert_only',
    fallback_model: null,
    out_of_office_text: 'I am out of office.',
    handover_contact: '@maria',
    ...changes,
  };
}

export function modelView(changes: Partial<ModelView> = {}): ModelView {
  return {
    provider: 'openai',
    model: 'gpt-5.4-mini',
    display_name: 'GPT-5.4 mini',
    is_available: true,
    input_usd_per_million: 0.75,
    output_usd_per_million: 4.5,
    description: 'Quick and inexpensive.',
    ...changes,
  };
}

export function payrollRow(changes: Partial<PayrollRowView> = {}): PayrollRowView {
  return {
    agent_id: AGENT_ID,
    name: 'Nora',
    role_title: 'Customer support',
    avatar_color: '#0b7a93',
    avatar_emoji: '🦉',
    status: 'live',
    seat_days: 30,
    seat_usd: 49,
    model_usd: 23.418,
    channel_fees_usd: 0,
    previous_total_usd: 70.1,
    total_usd: 72.418,
    forecast_usd: 84.21,
    messages_handled: 1284,
    conversations: 412,
    cost_per_conversation_usd: 0.1758,
    total_tokens: 8_412_333,
    unpriced_calls: 0,
    budget_limit_usd: 40,
    budget_effective_limit_usd: 40,
    budget_percent: 58.5,
    budget_status: 'ok',
    budget_overtime_usd: 0,
    budget_reaches_limit_on: null,
    budget_resets_in_days: 10,
    ...changes,
  };
}

export function budgetView(changes: Partial<BudgetAlertView> = {}): BudgetAlertView {
  return {
    agent_id: AGENT_ID,
    agent_name: 'Nora',
    at_limit: 'alert_only',
    current_usd: 23.418,
    reserved_usd: 0,
    limit_usd: 40,
    effective_limit_usd: 40,
    overtime_usd: 0,
    over_limit_usd: 0,
    estimate_error_usd: 0,
    refused_usd: 0,
    percent: 58.5,
    status: 'ok',
    forecast_usd: 33,
    reaches_limit_on: null,
    resets_at: '2026-11-30T23:00:00.000Z',
    resets_in_days: 10,
    unpriced_calls: 0,
    ...changes,
  };
}

export function connectionView(changes: Partial<ConnectionView> = {}): ConnectionView {
  return {
    id: 'connection-1',
    kind: 'slack',
    status: 'connected',
    workspace_name: 'Velo Team',
    workspace_id: 'T0VELO',
    bot_user_id: 'U0BOT',
    phone_number: null,
    quality_rating: null,
    agent_id: AGENT_ID,
    last_event_at: null,
    last_sent_at: null,
    failure_rate: 0,
    limited_until: null,
    token_expires_at: null,
    broken_reason: null,
    broken_fix: null,
    missing_scopes: [],
    missing_permissions: [],
    connected_at: '2026-11-01T08:03:00.000Z',
    ...changes,
  };
}

export function testMessage(changes: Partial<TestMessageView> = {}): TestMessageView {
  return {
    id: 'test-message-1',
    status: 'sent',
    destination_id: 'C1',
    destination_name: '#general',
    text: 'Hello, I am Nora.',
    sent_at: '2026-11-01T08:09:00.000Z',
    permalink: null,
    error: null,
    agent_status: 'live',
    ...changes,
  };
}

export function onboardingView(changes: Partial<OnboardingView> = {}): OnboardingView {
  return {
    step: 'connect_channel',
    connection: null,
    agent: null,
    last_test_message: null,
    started_at: '2026-11-01T08:00:00.000Z',
    onboarding_completed_at: null,
    ...changes,
  };
}

export function whatsappCheck(changes: Partial<WhatsappCheckView> = {}): WhatsappCheckView {
  return {
    check: 'token',
    status: 'ok',
    is_required: true,
    field: null,
    detail: 'The token is valid and does not expire.',
    fix: null,
    link: null,
    ...changes,
  };
}

export function modelKeyView(changes: Partial<ModelKeyView> = {}): ModelKeyView {
  return {
    id: '019aa3c0-0000-7000-8000-000000000601',
    provider: 'openai',
    label: 'Marketing account',
    key_hint: 'x7Qa',
    base_url: null,
    created_at: '2026-11-02T08:00:00.000Z',
    added_by: 'Maria Schmidt',
    replaced_at: null,
    last_used_at: '2026-11-21T09:30:00.000Z',
    last_check: {
      checked_at: '2026-11-21T09:00:00.000Z',
      verdict: 'ok',
      detail: 'OpenAI accepts the key, and gpt-5.4-mini answers.',
    },
    failing_since: null,
    failure: null,
    failure_code: null,
    spend_this_month_usd: 12.43,
    unpriced_calls: 0,
    agents: [{ id: AGENT_ID, name: 'Nora' }],
    ...changes,
  };
}

export function billingView(changes: Partial<BillingView> = {}): BillingView {
  return {
    is_configured: true,
    subscription_status: 'active',
    stripe_status: 'active',
    tier: 'paid',
    standing: 'active',
    may_run: true,
    why: 'The subscription is paid.',
    plan: { name: 'AI Employee Plan', price_usd: 49, trial_days: 14 },
    agents_used: 2,
    agent_quota: 3,
    agent_limit: 3,
    pending_agent_count: null,
    trial_ends_at: null,
    trial_days_left: null,
    is_trial_available: false,
    current_period_end: '2026-12-05T09:30:00.000Z',
    cancel_at_period_end: false,
    cancel_at: null,
    past_due_since: null,
    grace_ends_at: null,
    grace_days_left: null,
    pay_url: null,
    card: { brand: 'visa', last4: '4242', expires: '2029-04' },
    has_billing_portal: true,
    live_subscriptions: 1,
    synced_at: '2026-11-21T09:30:00.000Z',
    ...changes,
  };
}
