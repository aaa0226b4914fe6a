import type { Role } from '@konstruct/api-client';

/** What each role may do, for those who give it. */
export const ROLE_WORDS: readonly { readonly value: Role; readonly label: string; readonly meaning: string }[] = [
  { value: 'owner', label: 'Owner', meaning: 'Everything, including other owners' },
  { value: 'admin', label: 'Admin', meaning: 'Everything, including people and billing' },
  { value: 'operator', label: 'Operator', meaning: 'Hires and changes employees, connects channels' },
  { value: 'viewer', label: 'Viewer', meaning: 'Reads everything but the audit trail, changes nothing' },
];

export function roleLabel(role: Role): string {
  return ROLE_WORDS.find(({ value }) => value === role)?.label ?? role;
}
