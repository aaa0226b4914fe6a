import { Injectable } from '@nestjs/common';
import { AuditLog } from '@konstruct/audit';
import { fromUsd, type ModelProvider } from '@konstruct/contracts';
import { priceOf } from '@konstruct/models';
import {
  Clock,
  Database,
  decodeIdCursor,
  pageLimit,
  RequestError,
  type PageQuery,
  type TenantContext,
  type TenantTransaction,
} from '@konstruct/platform';
import { UsageError } from '../usage.errors';
import { BookedDaysQuery } from './booked-days.query';
import { reconcile } from './reconciliation';
import { toDetailView, toListedView } from './reconciliation-view';
import type {
  ReconciliationPage,
  StatementReconciliationView,
  ReconcileExportRequest,
  ReconcileInvoiceRequest,
} from './reconciliation.dto';
import { ReconciliationStore, type Statement } from './reconciliation.store';
import { readStatement } from './statement-reader';
import type { StatementLine } from './statement';

const MOST_KEPT = 200;
const MOST_DAYS = 400;
const MOST_LINES = 20_000;
const DAY_MS = 86_400_000;

/** Holds what providers bill against the books. Statements are kept and compared anew each time they are looked at. */
@Injectable()
export class ReconciliationClerk {
  constructor(
    private readonly database: Database,
    private readonly store: ReconciliationStore,
    private readonly books: BookedDaysQuery,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** Reads an export of a provider and compares it. */
  reconcileExport(context: TenantContext, request: ReconcileExportRequest): Promise<StatementReconciliationView> {
    const read = readStatement(request.content);
    if ('problems' in read) {
      const fields = read.problems.map(({ line, detail }) => ({
        pointer: '/content',
        detail: `Line ${line}: ${detail}`,
      }));
      throw new UsageError('statement_unreadable', { fields });
    }
    const days = read.lines.flatMap(({ day }) => day ?? []).sort();
    const [firstDay, lastDay] = [days[0], days.at(-1)];
    if (firstDay === undefined || lastDay === undefined) throw new UsageError('statement_unreadable');
    if (read.lines.length > MOST_LINES || (Date.parse(lastDay) - Date.parse(firstDay)) / DAY_MS >= MOST_DAYS) {
      throw new UsageError('statement_too_long');
    }
    const { provider, file_name: name } = request;
    return this.keep(context, { provider, kind: 'export', name, firstDay, lastDay, lines: read.lines });
  }

  /** Compares the sum of an invoice with a month. */
  reconcileInvoice(
    context: TenantContext,
    { provider, month, total_usd }: ReconcileInvoiceRequest,
  ): Promise<StatementReconciliationView> {
    const firstDay = `${month}-01`;
    const end = new Date(firstDay);
    end.setUTCMonth(end.getUTCMonth() + 1);
    if (Date.parse(firstDay) > this.clock.now().getTime()) {
      throw new RequestError('validation_failed', {
        fields: [{ pointer: '/month', detail: 'month lies in the future' }],
      });
    }
    const lastDay = new Date(end.getTime() - DAY_MS).toISOString().slice(0, 10);
    const line: StatementLine = { day: null, model: null, costNanoUsd: fromUsd(total_usd), tokens: null, calls: null };
    return this.keep(context, {
      provider,
      kind: 'invoice',
      name: `Invoice of ${month}`,
      firstDay,
      lastDay,
      lines: [line],
    });
  }

  list(context: TenantContext, query: PageQuery): Promise<ReconciliationPage> {
    const page = { before: decodeIdCursor(query.cursor), limit: pageLimit(query) };
    return this.database.inTenant(context, async (transaction) => {
      const { items, next_cursor } = await this.store.list(transaction, page);
      return { items: items.map(toListedView), next_cursor };
    });
  }

  show(context: TenantContext, id: string): Promise<StatementReconciliationView> {
    return this.database.inTenant(context, (transaction) => this.read(transaction, id));
  }

  remove(context: TenantContext, id: string): Promise<void> {
    return this.database.inTenant(context, async (transaction) => {
      if (!(await this.store.remove(transaction, id))) throw new UsageError('reconciliation_not_found');
      await this.tell(transaction, id, 'deleted a reconciliation');
    });
  }

  private keep(context: TenantContext, statement: Statement): Promise<StatementReconciliationView> {
    return this.database.inTenant(context, async (transaction) => {
      if ((await this.store.count(transaction)) >= MOST_KEPT) throw new UsageError('too_many_reconciliations');
      const known = statement.lines.flatMap(({ costNanoUsd }) => costNanoUsd ?? []);
      const total = known.length === 0 ? null : known.reduce((sum, cost) => sum + cost, 0n);
      const id = await this.store.add(transaction, statement, total);
      await this.tell(transaction, id, `compared ${statement.name} of ${statement.provider} with the books`);
      return this.read(transaction, id);
    });
  }

  private async read(transaction: TenantTransaction, id: string): Promise<StatementReconciliationView> {
    const statement = await this.store.find(transaction, id);
    if (!statement) throw new UsageError('reconciliation_not_found');
    const { provider } = statement;
    const books = await this.books.read(transaction, provider, statement);
    const hasTwoPayers = await this.books.hasTwoPayers(transaction, provider, statement);
    const lines = reconcile(statement.lines, books, (model) => nameOf(provider, model, this.clock.now()));
    return toDetailView(statement, lines, books, { hasTwoPayers });
  }

  private tell(transaction: TenantTransaction, id: string, deed: string): Promise<void> {
    return this.audit.record(transaction, {
      event_type: 'usage.reconciled',
      subject: { type: 'reconciliation', id },
      summary: `${transaction.context.actor.name} ${deed}.`,
    });
  }
}

/** One name for a model, whatever snapshot or alias it is called by. */
function nameOf(provider: ModelProvider, model: string, now: Date): string {
  return priceOf(provider, model, now)?.model ?? model.toLowerCase();
}
