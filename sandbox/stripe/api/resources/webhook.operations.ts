import { newStripeId, randomText } from '../../ids';
import { invalidRequest, notImplemented } from '../../stripe-error';
import type { WebhookEndpoint } from '../../state/stripe-objects';
import { CREATED, isWithin, page, PAGING } from '../paging';
import { operation } from '../operation';
import { mergeMetadata } from '../shape';

export function newEndpoint(draft: { id?: string; url: string; events: string[] }, now: number): WebhookEndpoint {
  return {
    id: draft.id ?? newStripeId('we'),
    object: 'webhook_endpoint',
    api_version: null,
    application: null,
    created: now,
    description: null,
    enabled_events: draft.events,
    livemode: false,
    metadata: {},
    status: 'enabled',
    url: draft.url,
  };
}

const ENDPOINT = {
  url: 'string',
  enabled_events: ['string'],
  description: 'string',
  metadata: 'metadata',
  disabled: 'boolean',
} as const;

function checkedUrl(url: string | undefined): string {
  if (url === undefined || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw invalidRequest('Invalid URL: An explicit scheme (such as https) must be provided.', 'url', 'url_invalid');
  }
  return url;
}

/** Events and where they go. */
export const webhookOperations = [
  operation(
    'GET /v1/events',
    { ...PAGING, ...CREATED, type: 'string', types: ['string'], delivery_success: 'boolean' },
    ({ services, params }) => {
      if (params.type !== undefined && params.types !== undefined)
        throw invalidRequest('You may only specify one of type and types.', 'types');
      const wanted = params.types ?? (params.type === undefined ? null : [params.type]);
      const events = services.world.list('event').filter(({ type, created, pending_webhooks: pending }) => {
        const isType =
          wanted === null ||
          wanted.some((name) => name === type || (name.endsWith('.*') && type.startsWith(name.slice(0, -1))));
        const isDelivered = params.delivery_success === undefined || (pending === 0) === params.delivery_success;
        return isType && isDelivered && isWithin(created, params.created);
      });
      return page(events, params, '/v1/events');
    },
  ),
  operation('GET /v1/events/:id', {}, ({ services, path }) => services.world.get('event', path.id ?? '')),
  operation(
    'POST /v1/webhook_endpoints',
    { ...ENDPOINT, api_version: 'string', connect: 'boolean' },
    ({ services, params }) => {
      if (params.connect === true) throw notImplemented('endpoints for connected accounts', 'connect');
      const { world } = services;
      const events = params.enabled_events ?? [];
      if (events.length === 0)
        throw invalidRequest('Missing required param: enabled_events.', 'enabled_events', 'parameter_missing');
      const endpoint = world.add(newEndpoint({ url: checkedUrl(params.url), events }, world.now()));
      endpoint['description'] = params.description ?? null;
      const secret = `whsec_${randomText(32)}`;
      world.state.endpointSecrets[endpoint.id] = [{ value: secret, expiresAt: null }];
      return { ...endpoint, api_version: params.api_version ?? null, secret };
    },
  ),
  operation('GET /v1/webhook_endpoints', PAGING, ({ services, params }) =>
    page(services.world.list('webhook_endpoint'), params, '/v1/webhook_endpoints'),
  ),
  operation('GET /v1/webhook_endpoints/:id', {}, ({ services, path }) =>
    services.world.get('webhook_endpoint', path.id ?? ''),
  ),
  operation('POST /v1/webhook_endpoints/:id', ENDPOINT, ({ services, params, path }) => {
    const endpoint = services.world.get('webhook_endpoint', path.id ?? '');
    if (params.url !== undefined) endpoint.url = checkedUrl(params.url);
    endpoint.enabled_events = params.enabled_events ?? endpoint.enabled_events;
    endpoint['metadata'] = mergeMetadata(endpoint['metadata'] as Record<string, string>, params.metadata);
    if (params.disabled !== undefined) endpoint.status = params.disabled ? 'disabled' : 'enabled';
    services.world.keep();
    return endpoint;
  }),
  operation('DELETE /v1/webhook_endpoints/:id', {}, ({ services, path }) => {
    const endpoint = services.world.get('webhook_endpoint', path.id ?? '');
    services.world.remove(endpoint);
    return { id: endpoint.id, object: 'webhook_endpoint', deleted: true };
  }),
];
