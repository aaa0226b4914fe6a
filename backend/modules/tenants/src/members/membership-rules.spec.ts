import type { Role } from '@konstruct/contracts';
import { grantableRoles, refusalOfChange, refusalOfGrant } from './membership-rules';

describe('giving roles', () => {
  it.each<[Role, Role[]]>([
    ['owner', ['owner', 'admin', 'operator', 'viewer']],
    ['admin', ['admin', 'operator', 'viewer']],
    ['operator', []],
    ['viewer', []],
  ])('%s may give %j', (actor, roles) => {
    expect(grantableRoles(actor)).toEqual(roles);
  });

  it('says what an admin lacks, and what an operator lacks', () => {
    expect(refusalOfGrant('admin', 'owner')).toBe('owner_required');
    expect(refusalOfGrant('operator', 'viewer')).toBe('not_a_manager');
  });
});

describe('changing the team', () => {
  it.each<[string, [actor: Role, current: Role, next: Role | null, owners: number], string | null]>([
    ['an owner hands over ownership', ['owner', 'viewer', 'owner', 1], null],
    ['an owner steps down beside another', ['owner', 'owner', 'viewer', 2], null],
    ['an owner leaves beside another', ['owner', 'owner', null, 2], null],
    ['the last owner steps down', ['owner', 'owner', 'admin', 1], 'last_owner'],
    ['the last owner leaves', ['owner', 'owner', null, 1], 'last_owner'],
    ['the last owner stays owner', ['owner', 'owner', 'owner', 1], null],
    ['an admin removes a viewer', ['admin', 'viewer', null, 1], null],
    ['an admin promotes an operator to admin', ['admin', 'operator', 'admin', 1], null],
    ['an admin promotes to owner', ['admin', 'operator', 'owner', 1], 'owner_required'],
    ['an admin demotes an owner', ['admin', 'owner', 'viewer', 2], 'owner_required'],
    ['an admin removes an owner', ['admin', 'owner', null, 2], 'owner_required'],
    ['an admin makes themselves owner', ['admin', 'admin', 'owner', 1], 'owner_required'],
    ['an operator removes a viewer', ['operator', 'viewer', null, 1], 'not_a_manager'],
    ['a viewer makes themselves admin', ['viewer', 'viewer', 'admin', 1], 'not_a_manager'],
  ])('%s', (_, [actor, current, next, owners], refusal) => {
    expect(refusalOfChange({ actor, current, next, owners })).toBe(refusal);
  });
});
