import type { ModelErrorCode } from '@konstruct/models';

/** Why there is no answer of the model, and whom the operator named for such cases (empty when nobody). */
export interface ApologyReason {
  readonly code: ModelErrorCode;
  readonly handoverContact: string;
}

const NOT_ALLOWED: ReadonlySet<ModelErrorCode> = new Set(['refused']);

/** What a person reads when the model gave no answer: never silence, never a technical detail. */
export function apologyFor({ code, handoverContact }: ApologyReason): string {
  const contact = handoverContact.trim();
  const next =
    contact === ''
      ? 'The team can see that I owe you an answer.'
      : `The team can see that I owe you an answer; you can also reach ${contact}.`;
  if (NOT_ALLOWED.has(code))
    return `I'm sorry, I can't help with that request. ${contact === '' ? 'Is there anything else I can do?' : `For this, please contact ${contact}.`}`;
  return `I'm sorry, I can't answer right now because of a technical problem on our side. Your message is not lost. ${next}`;
}

/** What a person reads when the employee's budget is spent and it was told to stop then. */
export function outOfOfficeText(agent: { readonly outOfOfficeText: string; readonly handoverContact: string }): string {
  const text =
    agent.outOfOfficeText.trim() || 'I am out of office at the moment. Someone from the team will get back to you.';
  const contact = agent.handoverContact.trim();
  return contact === '' || text.includes(contact) ? text : `${text} You can also reach ${contact}.`;
}
