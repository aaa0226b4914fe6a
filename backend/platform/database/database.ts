import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { escapeLiteral } from 'pg';
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

/** What happens once a transaction has committed, by the transaction's manager; gone with it when it does not. */
const consequences = new WeakMap<EntityManager, (() => void)[]>();

/**
 * Does something in memory once the transaction has committed, and never when it does not. For what may get lost when the
 * process dies; everything else is a job in the transaction.
 */
export function afterCommit({ manager }: Transaction, work: () => void): void {
  const planned = consequences.get(manager) ?? [];
  consequences.set(manager, planned);
  planned.push(work);
}

const MAXIMUM_ATTEMPTS = 3;

/** deadlock_detected, serialization_failure, and a kept plan that a migration made out of date. */
const TO_BE_DONE_AGAIN = new Set(['40P01', '40001', '0A000']);

function isToBeDoneAgain(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && TO_BE_DONE_AGAIN.has(code);
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
    return this.transact((manager) => work({ manager, context }), { 'app.scope': 'platform' });
  }

  /** Work on tables that belong to no tenant (users, sessions, routes). */
  outsideTenants<T>(context: RequestContext, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.transact((manager) => work({ manager, context }));
  }

  /**
   * One statement that is a transaction of its own, outside tenants unless it sets one itself. Prepared once per connection: for
   * what every request asks before it may do anything.
   */
  async ask<Row extends object>(question: PreparedStatement): Promise<Row[]> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = (await runner.connect()) as Connection;
      return (await connection.query(question)).rows as Row[];
    } finally {
      await runner.release();
    }
  }

  /** Transactions hold no network call, so one that Postgres gave up for no fault of its own is simply done again. */
  private async transact<T>(work: (manager: EntityManager) => Promise<T>, scope: Scope = {}): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.attempt(work, scope);
      } catch (error) {
        if (attempt === MAXIMUM_ATTEMPTS || !isToBeDoneAgain(error)) throw error;
      }
    }
  }

  /**
   * The connection is a pipeline: the beginning and the first statement of the work leave together and cost one round trip. When
   * the beginning fails, so does all that follows it, and without a scope no tenant's row is visible.
   */
  private async attempt<T>(work: (manager: EntityManager) => Promise<T>, scope: Scope): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      const connection = (await runner.connect()) as Connection;
      const opened = connection.query(beginning(scope));
      opened.catch(() => undefined);
      // TypeORM would else begin a transaction of its own for each save.
      Object.assign(runner, { isTransactionActive: true });
      try {
        const result = await work(runner.manager);
        await opened;
        const { command } = await connection.query('COMMIT');
        if (command !== 'COMMIT')
          throw new Error('A statement failed and its error was swallowed: nothing was written');
        consequences.get(runner.manager)?.forEach((consequence) => consequence());
        return result;
      } catch (error) {
        await connection.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.release();
    }
  }

  private scoped<T>(
    tenantId: string,
    actor: RequestContext['actor'],
    work: (manager: EntityManager) => Promise<T>,
  ): Promise<T> {
    const userId = actor.kind === 'user' ? (actor.id ?? '') : '';
    return this.transact(work, { 'app.tenant_id': tenantId, 'app.user_id': userId });
  }
}

/** A statement with its values; the name stands for its text. */
export interface PreparedStatement {
  readonly name: string;
  readonly text: string;
  readonly values: readonly unknown[];
}

/** Settings that row-level security reads; they end with the transaction. */
type Scope = Readonly<Record<string, string>>;

/** The driver's connection below TypeORM, which waits for each answer before it sends the next statement. */
interface Connection {
  query(statement: string | PreparedStatement): Promise<{ command: string; rows: unknown[] }>;
}

/** The beginning of a transaction and its scope in one message: each costs a system call on either side. */
function beginning(scope: Scope): string {
  const settings = Object.entries(scope).map(([name, value]) => `set_config('${name}', ${escapeLiteral(value)}, true)`);
  return settings.length === 0 ? 'START TRANSACTION' : `START TRANSACTION; SELECT ${settings.join(', ')}`;
}
