import { newStripeId } from '../../ids';
import { invalidRequest, notImplemented } from '../../stripe-error';
import type { StripeServices } from '../../stripe-services';
import type { PortalConfiguration, PortalFlow } from '../../state/stripe-objects';
import type { StripeWorld } from '../../state/stripe-world';
import { page, PAGING } from '../paging';
import { operation } from '../operation';
import type { Parsed } from '../shape';

const FLOW = {
  type: 'string',
  after_completion: { type: 'string', redirect: { return_url: 'string' } },
  subscription_cancel: { subscription: 'string' },
} as const;

const FEATURES = {
  customer_update: { enabled: 'boolean', allowed_updates: ['string'] },
  invoice_history: { enabled: 'boolean' },
  payment_method_update: { enabled: 'boolean' },
  subscription_cancel: {
    enabled: 'boolean',
    mode: 'string',
    proration_behavior: 'string',
    cancellation_reason: { enabled: 'boolean', options: ['string'] },
  },
  subscription_update: { enabled: 'boolean', default_allowed_updates: ['string'], proration_behavior: 'string' },
} as const;

const REASONS = [
  'too_expensive',
  'missing_features',
  'switched_service',
  'unused',
  'customer_service',
  'too_complex',
  'low_quality',
  'other',
];

type Features = Parsed<typeof FEATURES>;

/** What customers may do in the portal. */
export function newConfiguration(world: StripeWorld, features: Features, isDefault: boolean): PortalConfiguration {
  const now = world.now();
  return {
    id: newStripeId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: now,
    default_return_url: null,
    features: presentFeatures(features),
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: now,
  };
}

function presentFeatures(features: Features): Record<string, unknown> {
  const isOn = (feature: { enabled?: boolean } | undefined) => feature?.enabled === true;
  return {
    customer_update: {
      allowed_updates: features.customer_update?.allowed_updates ?? [],
      enabled: isOn(features.customer_update),
    },
    invoice_history: { enabled: isOn(features.invoice_history) },
    payment_method_update: { enabled: isOn(features.payment_method_update), payment_method_configuration: null },
    subscription_cancel: presentCancel(features.subscription_cancel ?? {}),
    subscription_pause: { duration: { type: 'indefinite', interval_options: [] }, enabled: false },
    subscription_update: {
      billing_cycle_anchor: null,
      default_allowed_updates: features.subscription_update?.default_allowed_updates ?? [],
      enabled: isOn(features.subscription_update),
      products: [],
      proration_behavior: features.subscription_update?.proration_behavior ?? 'none',
      schedule_at_period_end: { conditions: [] },
      trial_update_behavior: 'continue_trial',
    },
  };
}

function presentCancel(cancel: NonNullable<Features['subscription_cancel']>): Record<string, unknown> {
  return {
    cancellation_reason: {
      enabled: cancel.cancellation_reason?.enabled === true,
      options: cancel.cancellation_reason?.options ?? REASONS,
    },
    enabled: cancel.enabled === true,
    mode: cancel.mode ?? 'at_period_end',
    proration_behavior: cancel.proration_behavior ?? 'none',
  };
}

function readFlow(services: StripeServices, flow: Parsed<typeof FLOW> | undefined): PortalFlow | null {
  if (flow === undefined) return null;
  const { type = '' } = flow;
  if (type !== 'payment_method_update' && type !== 'subscription_cancel')
    throw notImplemented(`the portal flow ${type}`, 'flow_data[type]');
  const id = flow.subscription_cancel?.subscription;
  if (type === 'subscription_cancel')
    services.world.get('subscription', id ?? '', 'flow_data[subscription_cancel][subscription]');
  const returnUrl = flow.after_completion?.redirect?.return_url;
  return {
    type,
    after_completion: {
      type: flow.after_completion?.type ?? 'portal_homepage',
      redirect: returnUrl === undefined ? null : { return_url: returnUrl },
      hosted_confirmation: null,
    },
    customer_update: null,
    subscription_cancel: id === undefined ? null : { subscription: id, retention: null },
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
  };
}

export const portalOperations = [
  operation(
    'POST /v1/billing_portal/sessions',
    { customer: 'string', configuration: 'string', return_url: 'string', locale: 'string', flow_data: FLOW },
    ({ services, params }) => {
      const { world } = services;
      const customer = world.get('customer', params.customer ?? '', 'customer');
      if (customer.deleted) throw invalidRequest(`No such customer: '${customer.id}'`, 'customer', 'resource_missing');
      const configuration =
        params.configuration === undefined
          ? world.list('billing_portal.configuration').find((candidate) => candidate.is_default)
          : world.get('billing_portal.configuration', params.configuration, 'configuration');
      if (params.return_url !== undefined && !URL.canParse(params.return_url))
        throw invalidRequest('Not a valid URL', 'return_url', 'url_invalid');
      const id = newStripeId('bps');
      return world.add({
        id,
        object: 'billing_portal.session',
        after_expiration: null,
        configuration: configuration?.id ?? '',
        created: world.now(),
        customer: customer.id,
        customer_account: null,
        flow: readFlow(services, params.flow_data),
        livemode: false,
        ...(params.locale === undefined ? {} : { locale: params.locale }),
        on_behalf_of: null,
        return_url: params.return_url ?? null,
        url: `${services.publicUrl()}/stripe/portal/${id}`,
      });
    },
  ),
  operation(
    'POST /v1/billing_portal/configurations',
    {
      features: FEATURES,
      default_return_url: 'string',
      business_profile: { headline: 'string', privacy_policy_url: 'string', terms_of_service_url: 'string' },
      metadata: 'metadata',
    },
    ({ services, params }) =>
      services.world.add({
        ...newConfiguration(services.world, params.features ?? {}, false),
        default_return_url: params.default_return_url ?? null,
        metadata: params.metadata ?? {},
      }),
  ),
  operation(
    'GET /v1/billing_portal/configurations',
    { ...PAGING, active: 'boolean', is_default: 'boolean' },
    ({ services, params }) => {
      const configurations = services.world
        .list('billing_portal.configuration')
        .filter(({ active, is_default: isDefault }) => {
          return (
            (params.active === undefined || active === params.active) &&
            (params.is_default === undefined || isDefault === params.is_default)
          );
        });
      return page(configurations, params, '/v1/billing_portal/configurations');
    },
  ),
];
