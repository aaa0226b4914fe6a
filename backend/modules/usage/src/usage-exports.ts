import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock, Database, type TenantContext } from '@konstruct/platform';
import { BudgetOffice } from './budget-office';
import { BusinessCalendar } from './business-calendar';
import { toCsvLine, type CsvCell } from './csv';
import { resolveRange } from './report-range';
import { UsageCallsQuery } from './usage-calls.query';
import type { CallFilterQuery, CallView, ExportName, ExportQuery } from './usage-calls.dto';
import { toCallFilter, toCallPeriod } from './usage-call-filter';
import { UsageReports } from './usage-reports';
import type { UsageFiguresView } from './usage.dto';

/** Calls are read and sent in parts of this many, each in a transaction of its own, so that no export holds anything up. */
const PART = 2_000;

const FIGURES = [
  'input_tokens',
  'cached_input_tokens',
  'cache_write_5m_tokens',
  'cache_write_1h_tokens',
  'input_audio_tokens',
  'output_tokens',
  'reasoning_tokens',
  'output_audio_tokens',
  'total_tokens',
  'model_calls',
  'unpriced_calls',
  'cost_usd',
  'channel_fees_usd',
] as const satisfies readonly (keyof UsageFiguresView)[];

const CALL_COLUMNS = [
  'occurred_at',
  'kind',
  'agent_name',
  'provider',
  'model',
  'outcome',
  ...FIGURES.slice(0, 8),
  'cost_usd',
  'price_source',
  'is_corrected',
  'usage_source',
  'key_label',
  'latency_ms',
  'channel_kind',
  'conversation_id',
  'id',
] as readonly (keyof CallView)[];

type Table = readonly (readonly CsvCell[])[];

/** Writes the reports as CSV: what is seen, with the same figures. */
@Injectable()
export class UsageExports {
  constructor(
    private readonly database: Database,
    private readonly calendar: BusinessCalendar,
    private readonly reports: UsageReports,
    private readonly budgetOffice: BudgetOffice,
    private readonly calls: UsageCallsQuery,
    private readonly clock: Clock,
  ) {}

  /** Everything that can be refused is refused before the first line is sent. */
  async write(context: TenantContext, request: ExportQuery): Promise<Readable> {
    if (request.report === 'calls') return Readable.from(await this.writeCalls(context, request));
    const table = await this.tableOf(request.report, context, request);
    return Readable.from([table.map(toCsvLine).join('')]);
  }

  /** The first and the last day that a report is about; budgets are of this month whatever is asked. */
  async daysOf(context: TenantContext, { report, range, from, to }: ExportQuery): Promise<[string, string]> {
    const asked = report === 'budget_alerts' ? {} : { range, from, to };
    const timeZone = await this.database.inTenant(context, (transaction) => this.calendar.timeZone(transaction));
    const { firstDay, lastDay } = resolveRange(asked, timeZone, this.clock.now());
    return [firstDay, lastDay];
  }

  private async tableOf(
    report: Exclude<ExportName, 'calls'>,
    context: TenantContext,
    request: ExportQuery,
  ): Promise<Table> {
    const range = { range: request.range, from: request.from, to: request.to };
    switch (report) {
      case 'summary': {
        const { agents } = await this.reports.summary(context, range);
        return [['employee', ...FIGURES], ...agents.map((agent) => [agent.agent_name, ...figuresOf(agent)])];
      }
      case 'by_provider': {
        const { providers } = await this.reports.byProvider(context, range);
        const rows = providers.flatMap(({ provider, models }) =>
          models.map((model) => [provider, model.model, ...figuresOf(model)]),
        );
        return [['provider', 'model', ...FIGURES], ...rows];
      }
      case 'message_volume': {
        const { items } = await this.reports.messageVolume(context, range);
        const rows = items.map((item) => [item.agent_name, item.channel_kind, item.inbound, item.outbound]);
        return [['employee', 'channel', 'inbound', 'outbound'], ...rows];
      }
      case 'budget_alerts':
        return this.budgets(context);
      case 'over_time':
        return this.overTime(context, request);
    }
  }

  private async budgets(context: TenantContext): Promise<Table> {
    const { items } = await this.budgetOffice.alerts(context);
    return [
      ['employee', 'current_usd', 'limit_usd', 'overtime_usd', 'percent', 'status', 'resets_at'],
      ...items.map((item) => [
        item.agent_name,
        item.current_usd,
        item.limit_usd,
        item.overtime_usd,
        item.percent,
        item.status,
        item.resets_at,
      ]),
    ];
  }

  private async overTime(context: TenantContext, { range, from, to, bucket }: ExportQuery): Promise<Table> {
    const { buckets, agent_series } = await this.reports.dashboard(context, { range, from, to, bucket });
    const rows = agent_series.flatMap(({ agent_name, points }) =>
      points.map((point) => [
        buckets[point.bucket] ?? null,
        agent_name,
        point.model_calls,
        point.total_tokens,
        point.total_usd,
      ]),
    );
    return [['begins', 'employee', 'model_calls', 'total_tokens', 'total_usd'], ...rows];
  }

  private async writeCalls(context: TenantContext, request: CallFilterQuery): Promise<AsyncGenerator<string>> {
    const timeZone = await this.database.inTenant(context, (transaction) => this.calendar.timeZone(transaction));
    const period = toCallPeriod(request, resolveRange(request, timeZone, this.clock.now()));
    const filter = toCallFilter(request);
    const read = (cursor: string | undefined): ReturnType<UsageCallsQuery['list']> =>
      this.database.inTenant(context, (transaction) =>
        this.calls.list(transaction, period, filter, { cursor, limit: PART }),
      );
    return linesOf(read);
  }
}

async function* linesOf(
  read: (cursor: string | undefined) => ReturnType<UsageCallsQuery['list']>,
): AsyncGenerator<string> {
  yield toCsvLine(CALL_COLUMNS);
  let cursor: string | undefined;
  do {
    const { items, next_cursor } = await read(cursor);
    yield items.map((call) => toCsvLine(CALL_COLUMNS.map((column) => call[column]))).join('');
    cursor = next_cursor ?? undefined;
  } while (cursor !== undefined);
}

function figuresOf(figures: UsageFiguresView): CsvCell[] {
  return FIGURES.map((name) => figures[name]);
}
