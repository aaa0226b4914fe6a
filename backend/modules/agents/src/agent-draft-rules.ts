import type { FieldProblem } from '@konstruct/platform';
import type { AgentDraft } from './agents.dto';

/** What is wrong with a form as a whole, beyond what each field may hold. */
export function checkAgentDraft(draft: Pick<AgentDraft, 'model' | 'fallback_model' | 'at_limit'>): FieldProblem[] {
  if (draft.fallback_model === draft.model) {
    return [{ pointer: '/fallback_model', detail: 'fallback_model must be another model than model' }];
  }
  if (draft.at_limit === 'cheaper_model' && draft.fallback_model == null) {
    return [{ pointer: '/fallback_model', detail: 'fallback_model is needed when at_limit is cheaper_model' }];
  }
  return [];
}
