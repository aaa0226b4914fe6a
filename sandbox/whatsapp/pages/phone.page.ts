import type { FastifyInstance, FastifyReply } from 'fastify';
import { banner } from '../../web/banner';
import { html } from '../../web/html';
import { sendPage, type PageOptions } from '../../web/page';
import type { BusinessNumber } from '../state/whatsapp-state';
import type { WhatsAppServices } from '../whatsapp-services';
import { presentPhoneView } from './phone-view';
import { numberOrRefuse } from '../control/lookup';

const STYLES = [
  'base.css',
  'workspace.css',
  'composer.css',
  'diagnostics.css',
  'phone.css',
  'phone-panel.css',
  'bubble.css',
];

/** The frame of the page on which a person chats with a business; its script fills it from the control API. */
function phonePage(number: BusinessNumber): PageOptions {
  const body = html`<a class="skip" href="#composer-text">Skip to the message field</a>
    ${banner('Sandbox phone')}
    <div id="phone-page" class="phone-page" data-number="${number.id}">
      <nav id="sidebar" class="sidebar" aria-label="Phones"></nav>
      <main class="stage">
        <h1 class="visually-hidden">Chat with ${number.verifiedName}</h1>
        <section id="chat" class="handset" aria-label="Chat">
          <p class="loading">Unlocking the phone…</p>
        </section>
      </main>
      <aside id="panel" class="panel" aria-label="Behind the scenes"></aside>
    </div>
    <dialog id="diagnostics" class="diagnostics" aria-labelledby="diagnostics-title"></dialog>
    <p id="notice" class="notice" role="status" hidden></p>
    <noscript><p class="card">The phone needs JavaScript to show messages as they come in.</p></noscript>`;
  const title = `${number.verifiedName} · WhatsApp sandbox`;
  return { title, styles: STYLES, scripts: ['phone.mjs'], bodyClass: 'chat', body };
}

function unknownNumberPage({ world }: WhatsAppServices, id: string): PageOptions {
  const numbers = world.accounts.flatMap((account) => account.numbers);
  const body = html`${banner('Sandbox phone')}
    <main class="card">
      <h1>There is no number ${id}</h1>
      <ul>
        ${numbers.map((number) => html`<li><a href="/whatsapp/phone/${number.id}">${number.verifiedName}</a></li>`)}
      </ul>
    </main>`;
  const title = 'No such number · WhatsApp sandbox';
  return { title, styles: ['base.css', 'consent.css'], bodyClass: 'consent', body, status: 404 };
}

/** `/whatsapp/phone` leads to the first number; `/whatsapp/phone/<phone_number_id>` shows one. */
export function registerPhonePages(app: FastifyInstance, services: WhatsAppServices): void {
  const { world } = services;
  app.get('/whatsapp/phone', (_request, reply) =>
    reply.redirect(`/whatsapp/phone/${world.accounts[0]?.numbers[0]?.id ?? ''}`),
  );
  app.get<{ Params: { number: string } }>('/whatsapp/phone/:number', ({ params }, reply) => {
    const found = world.findNumber(params.number);
    return sendPage(reply, found ? phonePage(found.number) : unknownNumberPage(services, params.number));
  });
  app.get<{ Params: { number: string }; Querystring: { person?: string } }>(
    '/whatsapp/phone/:number/view',
    ({ params, query }) => {
      const { account, number } = numberOrRefuse(services, params.number);
      return presentPhoneView(services, account, number, query.person);
    },
  );
  app.get<{ Params: { media: string } }>('/whatsapp/phone/media/:media', ({ params }, reply) =>
    sendMedia(services, params.media, reply),
  );
}

/** Pictures are shown; anything else is for keeping, so that no file becomes a page. */
function sendMedia({ world }: WhatsAppServices, id: string, reply: FastifyReply): FastifyReply {
  const media = world.media.find((candidate) => candidate.id === id);
  if (!media) return reply.code(404).send({ error: `there is no file ${id}` });
  const isPicture = /^image\/(png|jpeg|webp|gif)$/.test(media.mimeType);
  return reply
    .headers({
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
      ...(isPicture ? {} : { 'content-disposition': 'attachment' }),
    })
    .type(isPicture ? media.mimeType : 'application/octet-stream')
    .send(Buffer.from(media.bytes, 'base64'));
}
