import type { FastifyInstance } from 'fastify';
import type { SlackApp, SubscribableEvent } from '../slack-app';
import type { SlackServices } from '../slack-services';
import { controlSchemas } from './control-schemas';

interface AppChange {
  name?: string;
  events_url?: string | null;
  redirect_urls?: string[];
  token_rotation?: boolean;
  token_lifetime_seconds?: number;
  subscribed_events?: SubscribableEvent[];
  delivery_timeout_ms?: number;
  retry_delays_ms?: number[];
}

function presentApp(app: SlackApp) {
  return {
    app_id: app.appId,
    name: app.name,
    client_id: app.clientId,
    events_url: app.eventsUrl,
    redirect_urls: app.redirectUrls,
    token_rotation: app.hasTokenRotation,
    token_lifetime_seconds: app.tokenLifetimeSeconds,
    subscribed_events: app.subscribedEvents,
    delivery_timeout_ms: app.deliveryTimeoutMs,
    retry_delays_ms: app.retryDelaysMs,
  };
}

/** The settings that a developer would change on Slack's app pages. They last until the sandbox stops. */
export function registerAppControl(control: FastifyInstance, { app, publisher }: SlackServices): void {
  control.get('/app', () => presentApp(app));

  control.patch<{ Body: AppChange }>('/app', { schema: controlSchemas.app }, ({ body }) => {
    app.name = body.name ?? app.name;
    app.eventsUrl = body.events_url === undefined ? app.eventsUrl : body.events_url;
    app.redirectUrls = body.redirect_urls ?? app.redirectUrls;
    app.hasTokenRotation = body.token_rotation ?? app.hasTokenRotation;
    app.tokenLifetimeSeconds = body.token_lifetime_seconds ?? app.tokenLifetimeSeconds;
    app.subscribedEvents = body.subscribed_events ?? app.subscribedEvents;
    app.deliveryTimeoutMs = body.delivery_timeout_ms ?? app.deliveryTimeoutMs;
    app.retryDelaysMs = body.retry_delays_ms ?? app.retryDelaysMs;
    return presentApp(app);
  });

  control.post('/app/verify-events-url', async () => {
    const { isVerified, status, detail } = await publisher.verifyUrl();
    return { verified: isVerified, status, detail };
  });
}
