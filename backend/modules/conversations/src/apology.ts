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
    contact === '' ? 'I have let the team know.' : `I have let the team know; you can also reach ${contact}.`;
  if (NOT_ALLOWED.has(code))
    return `I'm sorry, I can't help with that request. ${contact === '' ? 'Is there anything else I can do?' : `For this, please contact ${contact}.`}`;
  return `I'm sorry, I can't answer right now because of a technical problem on our side. Your message is not lost. ${next}`;
}
