import { GraphError, messagingError, missingParameter } from '../graph-error';
import type { BusinessAccount, BusinessNumber, Person } from '../state/whatsapp-state';
import type { WhatsAppServices } from '../whatsapp-services';
import { textOf } from './graph-operation';

interface Recipient {
  person: Person;
  /** As the call named them. */
  input: string;
  isByUserId: boolean;
}

const USER_ID = /^[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}$/;

/**
 * Whom a message is for: `to` is a phone number in any spelling, `recipient` a user id; the number wins. A user id in `to`
 * vanishes at Meta without a word; here it is refused, so that the mistake shows.
 */
export function readRecipient(
  services: WhatsAppServices,
  args: Record<string, unknown>,
  { account, number }: { account: BusinessAccount; number: BusinessNumber },
): Recipient {
  const to = textOf(args, 'to');
  const userId = textOf(args, 'recipient');
  if (to !== undefined) return byPhone(services, to, number);
  if (userId === undefined) throw missingParameter('to');
  const person = services.world.findPersonByUserId(account, userId);
  if (!person) throw messagingError(131_009, `Nobody has the user id ${userId} at this business.`);
  return { person, input: userId, isByUserId: true };
}

function byPhone({ world }: WhatsAppServices, to: string, number: BusinessNumber): Recipient {
  if (USER_ID.test(to)) throw messagingError(131_009, 'A user id belongs into recipient; to takes phone numbers.');
  const digits = to.replaceAll(/[\s()+.-]/g, '');
  if (!/^\d{7,15}$/.test(digits)) throw new GraphError(400, 100, '(#100) Param to must be a valid phone number.');
  if (digits === number.displayPhoneNumber.replaceAll(/\D/g, '')) {
    throw messagingError(131_021, 'The recipient is the number that the message is sent from.');
  }
  if (number.allowedRecipients !== null && !number.allowedRecipients.includes(digits)) {
    throw messagingError(131_030, 'Add the recipient’s number to the list of allowed numbers in the API Setup page.');
  }
  return { person: world.findPersonByPhone(digits) ?? stranger(world, digits), input: to, isByUserId: false };
}

/** Somebody who does not use WhatsApp: Meta accepts the message all the same and says later that it failed. */
function stranger(world: WhatsAppServices['world'], digits: string): Person {
  return world.addPerson({
    id: `phone-${digits}`,
    name: `+${digits}`,
    phone: digits,
    username: null,
    userId: null,
    color: '777777',
    isReachable: false,
  });
}
