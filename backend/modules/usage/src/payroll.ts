import type { AgentStatus, MonthProgress } from '@konstruct/contracts';
import type { MonthlyWork } from './payroll.query';

/** What payroll needs to know of an employee. */
export interface Employee {
  readonly id: string;
  readonly status: AgentStatus;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly archivedAt: Date | null;
}

/** One employee's month. */
export interface PayrollRow<E extends Employee> {
  readonly employee: E;
  readonly isEmployed: boolean;
  readonly work: Omit<MonthlyWork, 'agentId'>;
  readonly seatNanoUsd: bigint;
  readonly forecastNanoUsd: bigint;
}

const DAY_MS = 86_400_000;

const NO_WORK: Omit<MonthlyWork, 'agentId'> = {
  costNanoUsd: 0n,
  unpricedCalls: 0,
  totalTokens: 0,
  conversations: 0,
  messagesHandled: 0,
};

/**
 * The rows of a month, in the order of hiring: everyone who had a seat or cost something in it, and in the current month
 * also those who have not started yet. Who has left stays in the months of their work.
 */
export function payrollRows<E extends Employee>(
  employees: readonly E[],
  works: readonly MonthlyWork[],
  month: MonthProgress,
  seatPriceNanoUsd: bigint,
  now: Date,
): PayrollRow<E>[] {
  const workOf = new Map(works.map((work) => [work.agentId, work]));
  return employees
    .map((employee) => {
      const isEmployed = hadSeat(employee, month);
      const work = workOf.get(employee.id) ?? NO_WORK;
      const seatNanoUsd = isEmployed ? seatPriceNanoUsd : 0n;
      return {
        employee,
        isEmployed,
        work,
        seatNanoUsd,
        forecastNanoUsd: seatNanoUsd + forecastNanoUsd(work.costNanoUsd, month, now),
      };
    })
    .filter(({ employee, isEmployed }) => isEmployed || workOf.has(employee.id) || isStarting(employee, month, now));
}

/**
 * What a month's cost grows to at the pace so far. The first day counts whole: the pace of the month's first minutes
 * says nothing.
 */
export function forecastNanoUsd(costNanoUsd: bigint, { from, to }: MonthProgress, now: Date): bigint {
  const length = to.getTime() - from.getTime();
  const elapsed = Math.min(length, Math.max(DAY_MS, now.getTime() - from.getTime()));
  return (costNanoUsd * BigInt(length) + BigInt(elapsed) / 2n) / BigInt(elapsed);
}

/** A seat is paid for every month in which the employee was live, paused or suspended for any time. */
function hadSeat({ activatedAt, archivedAt }: Employee, { from, to }: MonthProgress): boolean {
  return activatedAt !== null && activatedAt < to && (archivedAt === null || archivedAt >= from);
}

function isStarting({ status, createdAt }: Employee, { to }: MonthProgress, now: Date): boolean {
  return status === 'draft' && createdAt < to && now < to;
}
