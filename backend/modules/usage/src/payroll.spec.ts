import { monthProgress } from '@konstruct/contracts';
import {
  daysWithSeat,
  forecastNanoUsd,
  payrollRows,
  seatShareNanoUsd,
  type Employee,
  type MonthlyWork,
  type PayrollMonth,
} from './payroll';
import { NO_USAGE } from './usage-figures';

const NOW = new Date('2026-11-16T00:00:00Z');
const NOVEMBER: PayrollMonth = { ...monthProgress('2026-11', 'UTC', NOW), timeZone: 'UTC' };
const OCTOBER: PayrollMonth = { ...monthProgress('2026-10', 'UTC', NOW), timeZone: 'UTC' };
const SEAT = 49_000_000_000n;

function employee(id: string, changes: Partial<Employee> = {}): Employee {
  return {
    id,
    status: 'live',
    createdAt: new Date('2026-10-10T00:00:00Z'),
    activatedAt: new Date('2026-10-11T00:00:00Z'),
    archivedAt: null,
    ...changes,
  };
}

function work(agentId: string | null, costNanoUsd: bigint): MonthlyWork {
  return { agentId, figures: { ...NO_USAGE, costNanoUsd }, conversations: 1, messagesHandled: 2 };
}

function rows(employees: Employee[], works: MonthlyWork[], month = NOVEMBER): [string, bigint, bigint][] {
  return payrollRows(employees, works, month, SEAT, NOW).map((row) => [
    row.employee.id,
    row.seatNanoUsd,
    row.work.figures.costNanoUsd,
  ]);
}

describe('payroll rows [PRTA-06]', () => {
  it('has a row with a seat for everyone who was live or paused in the month', () => {
    expect(
      rows(
        [employee('live'), employee('paused', { status: 'paused' }), employee('suspended', { status: 'suspended' })],
        [],
      ),
    ).toEqual([
      ['live', SEAT, 0n],
      ['paused', SEAT, 0n],
      ['suspended', SEAT, 0n],
    ]);
  });

  it('shows those who have not started without a seat, in the current month only', () => {
    const draft = employee('draft', { status: 'draft', activatedAt: null });
    expect(rows([draft], [])).toEqual([['draft', 0n, 0n]]);
    expect(rows([draft], [], OCTOBER)).toEqual([]);
    expect(rows([draft], [work('draft', 5n)], OCTOBER)).toEqual([['draft', 0n, 5n]]);
  });

  it('keeps who has left in the months of their work', () => {
    const left = employee('left', { status: 'archived', archivedAt: new Date('2026-10-31T23:59:59Z') });
    expect(rows([left], [], OCTOBER)).toEqual([['left', (SEAT * 21n + 15n) / 31n, 0n]]);
    expect(rows([left], [])).toEqual([]);
    expect(rows([left], [work('left', 7n)])).toEqual([['left', 0n, 7n]]);
    expect(rows([employee('today', { status: 'archived', archivedAt: NOW })], [])).toEqual([
      ['today', (SEAT * 16n + 15n) / 30n, 0n],
    ]);
  });

  it('has nobody before they were hired', () => {
    const hired = employee('hired', { createdAt: NOW, activatedAt: NOW });
    expect(rows([hired], [], OCTOBER)).toEqual([]);
    expect(rows([hired], [])).toEqual([['hired', SEAT / 2n, 0n]]);
  });

  it('gives unsaved drafts no row', () => {
    expect(rows([employee('live')], [work(null, 99n)])).toEqual([['live', SEAT, 0n]]);
  });
});

describe('seat', () => {
  const kolkata: PayrollMonth = { ...monthProgress('2026-11', 'Asia/Kolkata', NOW), timeZone: 'Asia/Kolkata' };

  it('is paid by the days of the business on which there was one', () => {
    const lateOnTheTenth = new Date('2026-11-10T20:00:00Z');
    expect(daysWithSeat(employee('a', { activatedAt: lateOnTheTenth }), NOVEMBER)).toBe(21);
    expect(daysWithSeat(employee('a', { activatedAt: lateOnTheTenth }), kolkata)).toBe(20);
    expect(daysWithSeat(employee('a', { archivedAt: lateOnTheTenth }), NOVEMBER)).toBe(10);
    expect(daysWithSeat(employee('a', { activatedAt: NOW, archivedAt: NOW }), NOVEMBER)).toBe(1);
    expect(daysWithSeat(employee('a', { activatedAt: null }), NOVEMBER)).toBe(0);
  });

  it('adds up to the whole month', () => {
    const shares = Array.from({ length: 31 }, (_, days) => seatShareNanoUsd(SEAT, days, NOVEMBER));
    expect([shares[0], shares[15], shares[30]]).toEqual([0n, SEAT / 2n, SEAT]);
  });
});

describe('forecast', () => {
  it('grows with the part of the month that is left', () => {
    expect(forecastNanoUsd(1_000n, NOVEMBER, NOW)).toBe(2_000n);
    expect(forecastNanoUsd(1_000n, OCTOBER, NOW)).toBe(1_000n);
    expect(forecastNanoUsd(0n, NOVEMBER, NOW)).toBe(0n);
  });

  it('takes the first day for a whole one', () => {
    expect(forecastNanoUsd(1_000n, NOVEMBER, new Date('2026-11-01T00:00:01Z'))).toBe(30_000n);
  });

  it('adds the seat once', () => {
    const [row] = payrollRows([employee('live')], [work('live', 1_000n)], NOVEMBER, SEAT, NOW);
    expect(row?.forecastNanoUsd).toBe(SEAT + 2_000n);
  });

  it('counts the hours of a month in which the clock changes', () => {
    const march = monthProgress('2026-03', 'Europe/Berlin', NOW);
    const hours = (march.to.getTime() - march.from.getTime()) / 3_600_000;
    expect(hours).toBe(743);
    expect(forecastNanoUsd(743n, march, new Date(march.from.getTime() + 100 * 3_600_000))).toBe(5_520n);
  });
});
