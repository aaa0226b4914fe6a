import { RequestError } from '@konstruct/platform';
import type { ReportPeriod } from './report-range';
import type { CallFilterQuery } from './usage-calls.dto';
import type { CallFilter } from './usage-calls.query';

const HOUR_MS = 3_600_000;

/** What a request filters single calls by. */
export function toCallFilter(request: CallFilterQuery): CallFilter {
  return {
    agentId: request.agent_id,
    provider: request.provider,
    model: request.model,
    conversationId: request.conversation_id,
    isUnpriced: request.unpriced === 'true',
  };
}

/** The hour that a request is about, which has to be one of its range; else the range. */
export function toCallPeriod({ hour }: CallFilterQuery, period: ReportPeriod): Pick<ReportPeriod, 'from' | 'to'> {
  if (hour === undefined) return period;
  const from = new Date(hour);
  if (from >= period.from && from < period.to) return { from, to: new Date(from.getTime() + HOUR_MS) };
  const fields = [{ pointer: '/hour', detail: 'hour must be an instant of the range' }];
  throw new RequestError('validation_failed', { fields });
}
