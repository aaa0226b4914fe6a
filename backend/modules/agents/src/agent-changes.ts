import { cutText } from '@konstruct/contracts';
import type { AuditChanges } from '@konstruct/audit';
import type { AgentDraft } from './agents.dto';

/** Long texts are kept in the agent; the trail says that and how they changed, not every word. */
const SHOWN_CHARACTERS = 200;

/** Before and after of every field that differs, with long texts shortened. */
export function changesBetween(before: Required<AgentDraft>, after: Required<AgentDraft>): AuditChanges {
  const fields = Object.keys(before) as (keyof AgentDraft)[];
  return Object.fromEntries(
    fields
      .filter((field) => before[field] !== after[field])
      .map((field) => [field, { before: shorten(before[field]), after: shorten(after[field]) }]),
  );
}

function shorten(value: unknown): unknown {
  if (typeof value !== 'string' || value.length <= SHOWN_CHARACTERS) return value;
  return `${cutText(value, SHOWN_CHARACTERS)}… (${value.length} characters)`;
}
