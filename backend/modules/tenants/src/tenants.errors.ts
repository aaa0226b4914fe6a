import { ProblemError, problemTable, type ProblemExtras } from '@konstruct/platform';

const tenantProblems = problemTable({
  owner_required: {
    status: 403,
    title: 'Only an owner may do this',
    detail: 'Owners are added, changed and removed by owners alone. Ask an owner of the business.',
  },
  last_owner: {
    status: 409,
    title: 'A business needs an owner',
    detail: 'This is the only owner. Make somebody else owner first, then try again.',
  },
  already_member: {
    status: 409,
    title: 'Already a member',
    detail: 'This person belongs to the business already. Change their role in the list of members.',
  },
  invitation_not_found: {
    status: 404,
    title: 'This invitation does not exist',
    detail: 'The link is incomplete, or the invitation was withdrawn or replaced. Ask for a new one.',
  },
  invitation_expired: {
    status: 410,
    title: 'This invitation has expired',
    detail: 'Invitations are good for seven days. Ask whoever invited you for a new one.',
  },
  invitation_used: {
    status: 410,
    title: 'This invitation was accepted already',
    detail: 'Sign in to open the business. If somebody else accepted it, tell whoever invited you.',
  },
  invitation_for_another_email: {
    status: 403,
    title: 'This invitation is for somebody else',
    detail: 'You are signed in with another e-mail address. Sign out and open the link again.',
  },
});

/** Codes of errors about businesses and their people. */
export type TenantProblemCode = keyof typeof tenantProblems;

/** An error about a business, its people or its invitations. */
export class TenantError extends ProblemError<TenantProblemCode> {
  constructor(code: TenantProblemCode, extras?: ProblemExtras) {
    super(code, tenantProblems[code], extras);
  }
}
