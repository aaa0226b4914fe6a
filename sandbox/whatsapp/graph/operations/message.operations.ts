import { messagingError, missingParameter, titleOf } from '../../graph-error';
import type { MessageError, MessagePricing, MessageTemplate } from '../../state/whatsapp-state';
import type { ChatPlace } from '../../whatsapp-changes';
import type { WhatsAppFault } from '../../whatsapp-fault';
import type { WhatsAppServices } from '../../whatsapp-services';
import { accessibleNumber } from '../access';
import {
  textOf,
  type GraphCall,
  type GraphOperation,
  type GraphResult,
  type OperationContext,
} from '../graph-operation';
import { readContent, textIn } from '../message-content';
import { readRecipient } from '../recipient';
import { fillTemplate, findTemplate } from '../template-rules';

type Json = Record<string, unknown>;

const OUTSIDE_WINDOW: MessageError = {
  code: 131_047,
  title: titleOf(131_047),
  details:
    'Message failed to send because more than 24 hours have passed since the customer last replied to this number.',
};

const UNDELIVERABLE: MessageError = {
  code: 131_026,
  title: titleOf(131_026),
  details: 'Message Undeliverable. The recipient is not on WhatsApp, or has not accepted its current terms.',
};

const UNSUPPORTED: MessageError = {
  code: 131_051,
  title: titleOf(131_051),
  details: 'The recipient’s app does not support this type of message.',
};

const FAILURES: Partial<Record<WhatsAppFault['kind'], MessageError>> = {
  outside_window: OUTSIDE_WINDOW,
  undeliverable: UNDELIVERABLE,
  unsupported: UNSUPPORTED,
};

/** What a message costs: answers within the 24 hours and utility templates there are free. */
function priceOf(template: MessageTemplate | null, isWindowOpen: boolean): MessagePricing {
  const category = template?.category.toLowerCase() ?? 'service';
  const isFree = isWindowOpen && (category === 'service' || category === 'utility');
  return { isBillable: !isFree, category, type: isFree ? 'free_customer_service' : 'regular' };
}

/** Why a message that is accepted will not arrive; null when it will. */
function failureOf(
  { chats }: WhatsAppServices,
  place: ChatPlace,
  isTemplate: boolean,
  fault: WhatsAppFault | null,
): MessageError | null {
  const ordered = fault && FAILURES[fault.kind];
  if (ordered) return ordered;
  if (!place.person.isReachable) return UNDELIVERABLE;
  return isTemplate || chats.isWindowOpen(place) ? null : OUTSIDE_WINDOW;
}

function contextIdOf(args: Json): string | null {
  return textIn(args.context, 'message_id') ?? null;
}

/** What reactions and files name has to be there. */
function checkReferences({ world }: WhatsAppServices, place: ChatPlace, type: string, content: Json): void {
  if (type === 'reaction' && !place.chat.messages.some(({ id }) => id === content.message_id)) {
    throw messagingError(131_009, 'The message to react to is not in this chat.');
  }
  if (typeof content.id === 'string' && !world.media.some(({ id }) => id === content.id)) {
    throw messagingError(131_053, `There is no file ${content.id}; it may have been deleted.`);
  }
}

function sendMessage({ call, services, fault }: OperationContext): GraphResult {
  const { account, number } = accessibleNumber(services, call, 'message');
  if (call.args.messaging_product !== 'whatsapp') throw missingParameter('messaging_product');
  const { type, content } = readContent(call.args);
  const recipient = readRecipient(services, call.args, { account, number });
  if (number.status !== 'LINKED') throw messagingError(133_010, 'Register the number before sending from it.');
  const template = type === 'template' ? findTemplate(account, content) : null;
  const place = services.world.placeOf(account, number, recipient.person);
  if (template?.category === 'AUTHENTICATION' && recipient.isByUserId) {
    throw messagingError(131_062, 'Authentication templates are sent to phone numbers only.');
  }
  checkReferences(services, place, type, content);
  const failure = failureOf(services, place, template !== null, fault);
  if (failure?.code === 131_047 && services.settings.windowRefusal === 'response') {
    throw messagingError(failure.code, failure.details);
  }
  const message = services.chats.send(place, {
    type,
    content: template ? { ...content, rendered: renderedTemplate(template, content) } : content,
    contextId: contextIdOf(call.args),
    callbackData: textOf(call.args, 'biz_opaque_callback_data') ?? null,
    pricing: priceOf(template, services.chats.isWindowOpen(place)),
    isByUserId: recipient.isByUserId,
  });
  services.clock.follow(place, message, failure);
  const waId = recipient.isByUserId ? { user_id: recipient.input } : { wa_id: recipient.person.phone };
  return {
    messageId: message.id,
    body: {
      messaging_product: 'whatsapp',
      contacts: [{ input: recipient.input, ...waId }],
      messages: [{ id: message.id, ...(template ? { message_status: 'accepted' } : {}) }],
    },
  };
}

/** For whoever looks at the chat: the template as it arrives. */
function renderedTemplate(template: MessageTemplate, content: Json): Json {
  const { header, footer, buttons } = template;
  return { header, body: fillTemplate(template, content), footer, buttons };
}

/** The two blue ticks, and the dots while an answer is being written. */
function markRead({ call, services }: OperationContext): GraphResult {
  const { number } = accessibleNumber(services, call, 'message');
  const messageId = textOf(call.args, 'message_id');
  if (messageId === undefined) throw missingParameter('message_id');
  const found = services.world.findMessage(number.id, messageId);
  if (found?.message.from !== 'person') throw messagingError(131_009, `There is no message ${messageId} to read.`);
  services.chats.markReadByBusiness(found.place, found.message);
  if (textIn(call.args.typing_indicator, 'type') === 'text') services.typing.start(found.place);
  return { body: { success: true } };
}

/** One address for two things: `status: read` tells them apart. */
export function isMarkRead(call: GraphCall): boolean {
  return call.args.status === 'read';
}

export const messageOperations = {
  send: { name: 'send_message', method: 'POST', path: ':id/messages', handle: sendMessage },
  markRead: { name: 'mark_read', method: 'POST', path: ':id/messages', handle: markRead },
} satisfies Record<string, GraphOperation>;
