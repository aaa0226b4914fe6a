import type { FastifyInstance } from 'fastify';
import { html, type SafeHtml } from '../../web/html';
import { refuseForeignOrigin } from '../../web/same-origin';
import type { WebhookDelivery } from '../events/webhook-sender';
import type { StripeEvent } from '../state/stripe-objects';
import type { StripeServices } from '../stripe-services';
import { act, deed, sendDashboard, type DashboardQuery } from './dashboard-kit';
import { badge, messagePage, minute, sendStripePage } from './page-kit';

const SHOWN = 100;

/** What happened, whether it arrived, and sending it again. */
export function registerEventPages(app: FastifyInstance, services: StripeServices): void {
  const { world, sender } = services;
  app.get<{ Querystring: DashboardQuery }>('/stripe/events', ({ query }, reply) =>
    sendDashboard(services, reply, { path: '/stripe/events', title: 'Events', query, body: eventList(services) }),
  );
  app.get<{ Params: { id: string }; Querystring: DashboardQuery }>('/stripe/events/:id', ({ params, query }, reply) => {
    const event = world.find('event', params.id);
    if (!event)
      return sendStripePage(reply, {
        ...messagePage('No such event', 'It may be from before a fresh start.', '/stripe/events'),
        status: 404,
      });
    return sendDashboard(services, reply, {
      path: `/stripe/events/${event.id}`,
      title: event.type,
      query,
      body: eventDetail(services, event),
    });
  });
  app.post<{ Params: { id: string } }>(
    '/stripe/events/:id/resend',
    { preHandler: refuseForeignOrigin },
    (request, reply) =>
      act(request, reply, '/stripe/events', () => {
        const event = world.get('event', request.params.id);
        sender.send(event);
        return `${event.type} was sent again.`;
      }),
  );
}

function eventList({ world, sender }: StripeServices): SafeHtml {
  const events = world.list('event').reverse().slice(0, SHOWN);
  const deliveries = sender.log.list();
  if (events.length === 0) return html`<section class="panel"><p class="empty">Nothing happened yet.</p></section>`;
  const rows = events.map(
    (event) =>
      html`<tr>
        <td><a href="/stripe/events/${event.id}">${event.type}</a></td>
        <td>${minute(event.created)}</td>
        <td>${stateOf(deliveries, event)}</td>
        <td class="number">${deed(`/stripe/events/${event.id}/resend`, 'Send again', {})}</td>
      </tr>`,
  );
  return html`<section class="panel" aria-label="All events">
    <div class="scroll" tabindex="0" role="region" aria-label="Events">
      <table>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Happened</th>
            <th scope="col">Webhook</th>
            <th scope="col"><span class="visually-hidden">Send again</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
  </section>`;
}

function stateOf(deliveries: WebhookDelivery[], event: StripeEvent): SafeHtml {
  const last = deliveries.filter(({ event_id: id }) => id === event.id).at(-1);
  if (!last) return html`<span class="muted">not sent</span>`;
  const attempt = last.attempts.at(-1);
  const answer = attempt ? ` ${attempt.status ?? attempt.error ?? ''}` : '';
  return html`${badge(last.state)}<span class="muted">${answer}</span>`;
}

function eventDetail({ sender }: StripeServices, event: StripeEvent): SafeHtml {
  const deliveries = sender.log.list().filter(({ event_id: id }) => id === event.id);
  return html`<section class="panel" aria-label="Deliveries">
      <div class="panel-head">
        <h2>Deliveries</h2>
        ${deed(`/stripe/events/${event.id}/resend`, 'Send again', { back: `/stripe/events/${event.id}` })}
      </div>
      ${
        deliveries.length === 0
          ? html`<p class="empty">It was not sent since the sandbox started.</p>`
          : html`<ul class="sums">
              ${deliveries.map((delivery) => html`<li><span>${delivery.url}</span><span>${delivery.attempts.map(({ status, error }) => String(status ?? error)).join(', ') || 'on its way'}</span></li>`)}
            </ul>`
      }
    </section>
    <section class="panel" aria-label="Event">
      <pre class="source" tabindex="0">${JSON.stringify(event, null, 2)}</pre>
    </section>`;
}
