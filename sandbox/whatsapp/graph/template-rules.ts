import { messagingError } from '../graph-error';
import type { BusinessAccount, MessageTemplate } from '../state/whatsapp-state';
import { textIn } from './message-content';
import { placeholdersIn } from './operations/account.operations';

type Json = Record<string, unknown>;

function bodyParameters(content: Json): unknown[] {
  const components = Array.isArray(content.components) ? (content.components as Json[]) : [];
  const body = components.find(({ type }) => String(type).toLowerCase() === 'body');
  return Array.isArray(body?.parameters) ? body.parameters : [];
}

/** The approved template that a message names, with as many parameters as its text has places. */
export function findTemplate(account: BusinessAccount, content: Json): MessageTemplate {
  const [name, language] = [textIn(content, 'name'), textIn(content.language, 'code')];
  const template = account.templates.find((one) => one.name === name && one.language === language);
  if (!template || template.status === 'REJECTED' || template.status === 'PENDING') {
    throw messagingError(132_001, `template name (${name ?? ''}) does not exist in ${language ?? ''}`, 404);
  }
  if (template.status === 'PAUSED') {
    throw messagingError(132_015, 'The template is paused because people reported it; it cannot be sent for now.');
  }
  const [given, expected] = [bodyParameters(content).length, placeholdersIn(template.body)];
  if (given !== expected) {
    throw messagingError(
      132_000,
      `body: number of localizable_params (${given}) does not match the expected number of params (${expected})`,
    );
  }
  return template;
}

/** The text that arrives: every place filled with its parameter. */
export function fillTemplate(template: MessageTemplate, content: Json): string {
  const parameters = bodyParameters(content);
  return template.body.replaceAll(/\{\{(\d+)\}\}/g, (place, position: string) => {
    const parameter = parameters[Number(position) - 1];
    return textIn(parameter, 'text') ?? textIn((parameter as Json | undefined)?.currency, 'fallback_value') ?? place;
  });
}
