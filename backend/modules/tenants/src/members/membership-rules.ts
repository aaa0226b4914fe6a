import { isAllowed, ROLES, type Role } from '@konstruct/contracts';

/** Why a change of the team is refused. */
export type TeamRefusal = 'not_a_manager' | 'owner_required' | 'last_owner';

/** A change of somebody's place in the team; `next` is null when they are removed. */
export interface TeamChange {
  readonly actor: Role;
  readonly current: Role;
  readonly next: Role | null;
  readonly owners: number;
}

/** The roles that somebody may give: owners any, admins any but owner, others none. */
export function grantableRoles(actor: Role): readonly Role[] {
  if (!isAllowed(actor, 'members:manage')) return [];
  return actor === 'owner' ? ROLES : ROLES.filter((role) => role !== 'owner');
}

/** Why somebody may not give a role; null when they may. */
export function refusalOfGrant(actor: Role, role: Role): TeamRefusal | null {
  if (grantableRoles(actor).includes(role)) return null;
  return isAllowed(actor, 'members:manage') ? 'owner_required' : 'not_a_manager';
}

/**
 * Why a change is refused; null when it may happen. Owners are changed by owners alone, and a business always keeps one:
 * ownership is handed over by making somebody else owner first.
 */
export function refusalOfChange({ actor, current, next, owners }: TeamChange): TeamRefusal | null {
  const refusal = refusalOfGrant(actor, next ?? current) ?? refusalOfGrant(actor, current);
  if (refusal) return refusal;
  return current === 'owner' && next !== 'owner' && owners <= 1 ? 'last_owner' : null;
}
