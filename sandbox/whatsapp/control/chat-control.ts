import type { FastifyInstance } from 'fastify';
import { ControlError } from '../../state/control-error';
import { statusOf } from '../chats';
import { titleOf } from '../graph-error';
import type { ChatMessage, DeliveryStatus } from '../state/whatsapp-state';
import type { WhatsAppServices } from '../whatsapp-services';
import { controlSchemas } from './control-schemas';
import { readInbound, type InboundBody } from './inbound-draft';
import { messageOrRefuse, placeOrRefuse } from './lookup';

interface OfNumber {
  Params: { number: string };
}

interface OfChat {
  Params: { number: string; person: string };
}

const ONE_DAY_AND_A_BIT_HOURS = 25;
const HOUR_MS = 3_600_000;

function presentMessage(message: ChatMessage) {
  return {
    id: message.id,
    from: message.from,
    type: message.type,
    content: message.content,
    at: new Date(message.at).toISOString(),
    context_id: message.contextId,
    callback_data: message.callbackData,
    status: message.from === 'business' ? statusOf(message) : null,
    errors: message.errors,
    is_read_by_business: message.isReadByBusiness,
    reactions: message.reactions,
  };
}

/** What people write, read and react with, and how messages of the business fare. */
export function registerChatControl(control: FastifyInstance, services: WhatsAppServices): void {
  const { chats } = services;

  control.get<OfChat>('/numbers/:number/chats/:person', ({ params }) => {
    const place = placeOrRefuse(services, params.number, params.person);
    return {
      is_window_open: chats.isWindowOpen(place),
      is_typing: services.typing.isTyping(place),
      messages: place.chat.messages.map(presentMessage),
    };
  });

  control.post<OfNumber & { Body: InboundBody }>(
    '/numbers/:number/messages',
    { schema: controlSchemas.message },
    ({ params, body }, reply) => {
      void reply.code(201);
      return { message: presentMessage(write(services, params.number, body)) };
    },
  );

  control.post<OfChat>('/numbers/:number/chats/:person/open', ({ params }) => ({
    read: chats.open(placeOrRefuse(services, params.number, params.person)),
  }));

  control.post<OfChat & { Body: { hours?: number } }>(
    '/numbers/:number/chats/:person/age',
    { schema: controlSchemas.age },
    ({ params, body }) => {
      const place = placeOrRefuse(services, params.number, params.person);
      chats.age(place, (body.hours ?? ONE_DAY_AND_A_BIT_HOURS) * HOUR_MS);
      return { is_window_open: chats.isWindowOpen(place) };
    },
  );

  registerStatusControl(control, services);
}

function write(services: WhatsAppServices, numberId: string, body: InboundBody): ChatMessage {
  const place = placeOrRefuse(services, numberId, body.person);
  if (!place.person.isReachable) throw new ControlError(409, `${place.person.name} is not on WhatsApp`);
  if (body.type !== 'reaction') return services.chats.receive(place, readInbound(services, place, body));
  const target = place.chat.messages.find(({ id }) => id === body.context);
  if (!target) throw new ControlError(422, 'a reaction needs the message that it is for as context');
  return services.chats.react(place, target, body.emoji ?? '');
}

function registerStatusControl(control: FastifyInstance, services: WhatsAppServices): void {
  control.post<
    OfNumber & {
      Body: { message_id: string; status: Exclude<DeliveryStatus, 'accepted'>; code?: number; details?: string };
    }
  >('/numbers/:number/statuses', { schema: controlSchemas.status }, ({ params, body }) => {
    const { place, message } = messageOrRefuse(services, params.number, body.message_id);
    const code = body.code ?? 131_026;
    const error = { code, title: titleOf(code), details: body.details ?? titleOf(code) };
    const errors = body.status === 'failed' ? [error] : [];
    return { changed: services.chats.advance(place, message, body.status, errors) };
  });
}
