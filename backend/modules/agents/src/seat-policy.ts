import type { TenantTransaction } from '@konstruct/platform';

/** Says whether one more employee may be at work. Billing answers; employees do not know what it goes by. */
export interface SeatPolicy {
  /** Makes everybody else who wants a seat wait until the transaction ends; taken before any employee is locked. */
  hold(transaction: TenantTransaction): Promise<void>;
  /** Throws what the caller is told when no seat is free. */
  requireFreeSeat(transaction: TenantTransaction): Promise<void>;
}

/** Injection token of the SeatPolicy. Where nothing is composed for it, as in a module's own specs, seats are not limited. */
export const SEAT_POLICY = Symbol('SEAT_POLICY');
