import { userIdOf } from '../ids';
import type { BusinessAccount, BusinessNumber, ChatMessage, Person } from '../state/whatsapp-state';
import type { ChatPlace } from '../whatsapp-changes';
import type { WhatsAppServices } from '../whatsapp-services';
import { ControlError } from '../../state/control-error';

export function numberOrRefuse(
  { world }: WhatsAppServices,
  id: string,
): { account: BusinessAccount; number: BusinessNumber } {
  const found = world.findNumber(id);
  if (!found) throw new ControlError(404, `there is no number ${id}`);
  return found;
}

export function accountOrRefuse({ world }: WhatsAppServices, id: string): BusinessAccount {
  const account = world.findAccount(id);
  if (!account) throw new ControlError(404, `there is no business account ${id}`);
  return account;
}

/** A person by id, phone number, user name or the id that the business knows. */
export function personOrRefuse({ world }: WhatsAppServices, account: BusinessAccount, name: string): Person {
  const digits = name.replaceAll(/\D/g, '');
  const person = world.people.find(
    (candidate) =>
      candidate.id === name ||
      candidate.username === name.replace(/^@/, '') ||
      (digits !== '' && candidate.phone === digits) ||
      userIdOf(candidate, account) === name,
  );
  if (!person) throw new ControlError(404, `there is nobody ${name}`);
  return person;
}

export function placeOrRefuse(services: WhatsAppServices, numberId: string, person: string): ChatPlace {
  const { account, number } = numberOrRefuse(services, numberId);
  return services.world.placeOf(account, number, personOrRefuse(services, account, person));
}

export function messageOrRefuse(
  { world }: WhatsAppServices,
  numberId: string,
  messageId: string,
): { place: ChatPlace; message: ChatMessage } {
  const found = world.findMessage(numberId, messageId);
  if (!found) throw new ControlError(404, `there is no message ${messageId} at ${numberId}`);
  return found;
}
