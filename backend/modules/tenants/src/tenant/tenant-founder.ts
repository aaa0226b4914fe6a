import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import {
  Clock,
  Database,
  newId,
  type TenantContext,
  type TenantTransaction,
  type UserContext,
} from '@konstruct/platform';
import { MembershipStore } from '../members/membership.store';
import { slugOf } from './slug';
import type { Tenant } from './tenant.entity';
import { TenantDirectory } from './tenant-directory';
import { TenantStore } from './tenant.store';

/** What a business is founded with. */
export interface Founding {
  readonly name: string;
  readonly timeZone: string;
}

/** Founds businesses; whoever founds one is its first owner. */
@Injectable()
export class TenantFounder {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly tenants: TenantStore,
    private readonly directory: TenantDirectory,
    private readonly memberships: MembershipStore,
    private readonly audit: AuditLog,
  ) {}

  /** The context of a tenant that does not exist yet, for the transaction that founds it. */
  contextFor(founder: { userId: string; name: string; requestId: string | null }): TenantContext {
    const { userId, name, requestId } = founder;
    return { tenantId: newId(), role: 'owner', requestId, actor: { kind: 'user', id: userId, name } };
  }

  /** A further business of a signed-in person. */
  foundAnother(caller: UserContext, founding: Founding): Promise<Tenant> {
    const context = this.contextFor({ userId: caller.userId, name: caller.actor.name, requestId: caller.requestId });
    return this.database.inTenant(context, async (transaction) => {
      await this.found(transaction, caller.userId, founding);
      return this.directory.find(transaction);
    });
  }

  /** Writes the transaction's tenant and its owner; the caller's other writes (sign-up) share the transaction. */
  async found(transaction: TenantTransaction, ownerId: string, founding: Founding): Promise<void> {
    const now = this.clock.now();
    await this.tenants.insert(transaction, {
      name: founding.name,
      slug: slugOf(founding.name),
      timeZone: founding.timeZone,
      createdAt: now,
    });
    await this.memberships.insert(transaction, ownerId, 'owner', now);
    await this.audit.record(transaction, {
      event_type: 'tenant.created',
      subject: { type: 'tenant', id: transaction.tenantId, name: founding.name },
      summary: `${transaction.context.actor.name} created ${founding.name}.`,
    });
  }
}
