import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { Database, type RequestContext } from '@konstruct/platform';
import { MembershipStore } from '@konstruct/tenants';

/** What a person did outside any one business. */
export interface PersonalEvent {
  readonly event_type: string;
  readonly summary: string;
}

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
  ) {}

  async record(context: RequestContext, event: PersonalEvent): Promise<void> {
    const { id, name } = context.actor;
    if (id === null) throw new Error('a personal event needs a person as its actor');
    const memberships = await this.database.asUser(context, id, (transaction) =>
      this.memberships.listOfPerson(transaction, id),
    );
    for (const { tenantId, role } of memberships) {
      await this.database.inTenant({ ...context, tenantId, role }, (transaction) =>
        this.audit.record(transaction, { ...event, subject: { type: 'user', id, name } }),
      );
    }
  }
}
