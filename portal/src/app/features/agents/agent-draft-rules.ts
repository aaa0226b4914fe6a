import { max, maxLength, min, required, schema, validate } from '@angular/forms/signals';
import { DesignerDraft } from './agent-draft';

export const INSTRUCTIONS_LIMIT = 50_000;

/** What a draft must fulfil, in the words the person reads. The server checks the same again. */
export const agentDraftRules = schema<DesignerDraft>((path) => {
  required(path.name, { message: 'Give the employee a name' });
  maxLength(path.name, 80, { message: 'At most 80 characters' });
  required(path.role_title, { message: 'Say what the employee does, for example “Customer support”' });
  maxLength(path.role_title, 80, { message: 'At most 80 characters' });
  maxLength(path.persona, 4000, { message: 'At most 4,000 characters' });
  required(path.instructions, { message: 'Tell the employee what to do; without instructions it only guesses' });
  maxLength(path.instructions, INSTRUCTIONS_LIMIT, { message: 'At most 50,000 characters' });
  maxLength(path.greeting, 2000, { message: 'At most 2,000 characters' });
  required(path.model, { message: 'Choose a language model' });
  required(path.max_reply_tokens, { message: 'Enter a number between 16 and 8,192' });
  min(path.max_reply_tokens, 16, { message: 'At least 16 tokens, or replies break off' });
  max(path.max_reply_tokens, 8192, { message: 'At most 8,192 tokens' });
  validate(path.budget_limit_usd, ({ value }) => {
    const limit = value();
    const isAllowed = limit === null || (limit >= 0.01 && limit <= 1_000_000);
    return isAllowed ? null : { kind: 'budget', message: 'Enter $0.01 to $1,000,000, or leave it empty for no limit' };
  });
  validate(path.fallback_model, (field) => {
    const isNeeded = field.valueOf(path.at_limit) === 'cheaper_model';
    return isNeeded && !field.value() ? { kind: 'fallback', message: 'Choose the model to continue with' } : null;
  });
  maxLength(path.out_of_office_text, 2000, { message: 'At most 2,000 characters' });
  maxLength(path.handover_contact, 200, { message: 'At most 200 characters' });
});
