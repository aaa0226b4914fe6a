import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource, type EntityManager } from 'typeorm';
import type { RequestContext, TenantContext } from '../context';

/** An open transaction and the cause of what happens in it. */
export interface Transaction {
  readonly manager: EntityManager;
  readonly context: RequestContext;
}

/** A transaction in which Postgres shows only one tenant's rows. */
export interface TenantTransaction extends Transaction {
  readonly context: TenantContext;
  readonly tenantId: string;
}

const MAXIMUM_ATTEMPTS = 3;

/** deadlock_detected, serialization_failure */
const GIVEN_UP_FOR_ANOTHER = new Set(['40P01', '40001']);

function isGivenUpForAnother(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && GIVEN_UP_FOR_ANOTHER.has(code);
}

/**
 * Owns transactions. Row-level security reads `app.tenant_id` and `app.user_id`, which are set
 * for the transaction alone, so a pooled connection never carries them over.
 */
@Injectable()
export class Database {
  constructor(@InjectDataSource() private readonly dataSource: DataSource) {}

  /** Work inside one tenant. No network call belongs inside. */
  inTenant<T>(context: TenantContext, work: (transaction: TenantTransaction) => Promise<T>): Promise<T> {
    return this.scoped(context.tenantId, context.actor, (manager) =>
      work({ manager, context, tenantId: context.tenantId }),
    );
  }

  /** Work on what belongs to a person across tenants (memberships); no tenant's other rows are visible. */
  asUser<T>(context: RequestContext, userId: string, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.scoped('', { ...context.actor, kind: 'user', id: userId }, (manager) => work({ manager, context }));
  }

  /** Work of the operator of the installation, who may list tenants and no more: their data stays out of sight. */
  asPlatform<T>(context: RequestContext, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.transact(async (manager) => {
      await manager.query(`SELECT set_config('app.scope', 'platform', true)`);
      return work({ manager, context });
    });
  }

  /** Work on tables that belong to no tenant (users, sessions, routes). */
  outsideTenants<T>(context: RequestContext, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.transact((manager) => work({ manager, context }));
  }

  /** Transactions hold no network call, so one that Postgres gave up for another is simply done again. */
  private async transact<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.dataSource.transaction(work);
      } catch (error) {
        if (attempt === MAXIMUM_ATTEMPTS || !isGivenUpForAnother(error)) throw error;
      }
    }
  }

  private scoped<T>(
    tenantId: string,
    actor: RequestContext['actor'],
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const userId = actor.kind === 'user' ? (actor.id ?? '') : '';
    return this.transact(async (manager) => {
      await manager.query(`SELECT set_config('app.tenant_id', $1, true), set_config('app.user_id', $2, true)`, [
        tenantId,
        userId,
      ]);
      return work(manager);
    });
  }
}
