import { addDays, toUsd } from '@konstruct/contracts';
import type { ReportPeriod } from './report-range';
import type { Charts, TimeCell } from './usage-charts.query';
import type { DashboardView, UsagePointView } from './usage-dashboard.dto';

const HOUR_MS = 3_600_000;

type Cells = Partial<
  Pick<
    Charts,
    | 'agentsOverDays'
    | 'agentsOverHours'
    | 'modelsOverDays'
    | 'modelsOverHours'
    | 'messagesOverDays'
    | 'messagesOverHours'
  >
>;

/** The charts over time: where every bucket begins, and what is in those that are not empty. */
export function toSeries(
  cells: Cells,
  period: ReportPeriod,
  bucket: 'day' | 'hour',
): Pick<DashboardView, 'buckets' | 'agent_series' | 'model_series' | 'message_series'> {
  const buckets = bucket === 'day' ? daysIn(period) : hoursIn(period);
  const place = new Map(buckets.map((at, index) => [at, index]));
  const at = (cell: { at: string }): number => place.get(cell.at) ?? 0;
  const agents = cells.agentsOverDays ?? cells.agentsOverHours ?? [];
  const models = cells.modelsOverDays ?? cells.modelsOverHours ?? [];
  const messages = cells.messagesOverDays ?? cells.messagesOverHours ?? [];
  return {
    buckets,
    agent_series: [...Map.groupBy(agents, ({ agentId, agentName }) => agentId ?? `draft ${agentName}`).values()].map(
      (own) => ({
        agent_id: own[0]?.agentId ?? null,
        agent_name: own[0]?.agentName ?? '',
        points: own.map((cell) => toPoint(cell, at(cell))),
      }),
    ),
    model_series: [...Map.groupBy(models, ({ provider, model }) => `${provider}/${model}`).values()].map((own) => ({
      provider: own[0]?.provider ?? '',
      model: own[0]?.model ?? '',
      points: own.map((cell) => toPoint(cell, at(cell))),
    })),
    message_series: [...Map.groupBy(messages, ({ channelKind }) => channelKind)].map(([channel, own]) => ({
      channel_kind: channel,
      points: own.map((cell) => ({ bucket: at(cell), inbound: cell.inbound, outbound: cell.outbound })),
    })),
  };
}

function toPoint(cell: TimeCell, bucket: number): UsagePointView {
  return { bucket, model_calls: cell.calls, total_tokens: cell.tokens, total_usd: toUsd(cell.nanoUsd) };
}

function daysIn({ firstDay, lastDay }: ReportPeriod): string[] {
  const days: string[] = [];
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Days begin with an hour of their own, so hours are simply counted, also where a day has 23 or 25 of them. */
function hoursIn({ from, to }: ReportPeriod): string[] {
  const hours: string[] = [];
  for (let time = from.getTime(); time < to.getTime(); time += HOUR_MS) {
    hours.push(new Date(time).toISOString().replace('.000Z', 'Z'));
  }
  return hours;
}
