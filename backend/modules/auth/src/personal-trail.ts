import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Notices, type NewNotice, type PersonalKind } from '@konstruct/notices';
import { Database, newId, type RequestContext } from '@konstruct/platform';
import { MembershipStore } from '@konstruct/tenants';

/** What a person did outside any one business. */
export interface PersonalEvent {
  readonly event_type: string;
  readonly summary: string;
  /** What the person themselves should hear, and nobody else. */
  readonly notice?: PersonalNotice;
}

type PersonalNotice = Pick<NewNotice, 'severity' | 'title' | 'body'> & { readonly kind: PersonalKind };

/** The page of one's own account. */
const ACCOUNT_PAGE = 'settings/security';

/**
 * Leaves a trace of what a person does outside a business (signing in and out) in each business they belong to, since
 * each has an audit trail of its own. The actor of the context is the person.
 */
@Injectable()
export class PersonalTrail {
  constructor(
    private readonly database: Database,
    private readonly memberships: MembershipStore,
    private readonly audit: AuditLog,
    private readonly notices: Notices,
  ) {}

  async record(context: RequestContext, { notice, ...event }: PersonalEvent): Promise<void> {
    const { id, name } = context.actor;
    if (id === null) throw new Error('a personal event needs a person as its actor');
    const memberships = await this.database.asUser(context, id, (transaction) =>
      this.memberships.listOfPerson(transaction, id),
    );
    for (const { tenantId, role } of memberships) {
      await this.database.inTenant({ ...context, tenantId, role }, async (transaction) => {
        await this.audit.record(transaction, { ...event, subject: { type: 'user', id, name } });
        if (notice) await this.notices.raise(transaction, noticeFor(id, notice));
      });
    }
  }
}

/** Each is news of its own: what happened does not stop being so. */
function noticeFor(userId: string, notice: PersonalNotice): NewNotice {
  return { ...notice, userId, link: ACCOUNT_PAGE, dedupeKey: `${notice.kind}:${newId()}` };
}
