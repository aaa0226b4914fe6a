import { daysInMonth, localDateOf, type AgentStatus, type MonthProgress } from '@konstruct/contracts';
import { NO_USAGE, spentNanoUsd, type UsageFigures } from './usage-figures';

/** What payroll needs to know of an employee. */
export interface Employee {
  readonly id: string;
  readonly status: AgentStatus;
  readonly createdAt: Date;
  readonly activatedAt: Date | null;
  readonly archivedAt: Date | null;
}

/** What one agent did and cost in a month; the id is null for drafts that were tried before they were saved. */
export interface MonthlyWork {
  readonly agentId: string | null;
  readonly figures: UsageFigures;
  /** Conversations in which it replied. */
  readonly conversations: number;
  /** Messages that people sent it. */
  readonly messagesHandled: number;
}

/** One employee's month. */
export interface PayrollRow<E extends Employee> {
  readonly employee: E;
  readonly isEmployed: boolean;
  readonly work: Omit<MonthlyWork, 'agentId'>;
  /** Days of the month on which it had a seat, those to come included. */
  readonly seatDays: number;
  readonly seatNanoUsd: bigint;
  readonly forecastNanoUsd: bigint;
}

/** A month of a business, with the zone whose month it is. */
export type PayrollMonth = MonthProgress & { readonly timeZone: string };

const DAY_MS = 86_400_000;

const NO_WORK: Omit<MonthlyWork, 'agentId'> = { figures: NO_USAGE, conversations: 0, messagesHandled: 0 };

/**
 * The rows of a month, in the order of hiring: everyone who had a seat or cost something in it, and in the current month
 * also those who have not started yet. Who has left stays in the months of their work.
 */
export function payrollRows<E extends Employee>(
  employees: readonly E[],
  works: readonly MonthlyWork[],
  month: PayrollMonth,
  seatPriceNanoUsd: bigint,
  now: Date,
): PayrollRow<E>[] {
  const workOf = new Map(works.map((work) => [work.agentId, work]));
  return employees
    .map((employee) => {
      const seatDays = daysWithSeat(employee, month);
      const isEmployed = seatDays > 0;
      const work = workOf.get(employee.id) ?? NO_WORK;
      const seatNanoUsd = seatShareNanoUsd(seatPriceNanoUsd, seatDays, month);
      return {
        employee,
        isEmployed,
        work,
        seatDays,
        seatNanoUsd,
        forecastNanoUsd: seatNanoUsd + forecastNanoUsd(spentNanoUsd(work.figures), month, now),
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

/**
 * On how many days of the month an employee has a seat: from the day on which it went live, paused and suspended days too,
 * to the day on which it left. Who has not left keeps the seat until the end of the month.
 */
export function daysWithSeat(
  { activatedAt, archivedAt }: Employee,
  { month, from, to, timeZone }: PayrollMonth,
): number {
  if (activatedAt === null || activatedAt >= to || (archivedAt !== null && archivedAt < from)) return 0;
  const dayOf = (instant: Date): number => Number(localDateOf(instant, timeZone).slice(8));
  const first = activatedAt > from ? dayOf(activatedAt) : 1;
  const last = archivedAt !== null && archivedAt < to ? dayOf(archivedAt) : daysInMonth(month);
  return last - first + 1;
}

/** The part of a monthly price that falls on some days of a month. */
export function seatShareNanoUsd(priceNanoUsd: bigint, days: number, month: MonthProgress): bigint {
  const length = BigInt(month.daysInMonth);
  return (priceNanoUsd * BigInt(days) + length / 2n) / length;
}

function isStarting({ status, createdAt }: Employee, { to }: MonthProgress, now: Date): boolean {
  return status === 'draft' && createdAt < to && now < to;
}
