/** What is to be known of an employee to decide who stops and who comes back. */
export interface Seated {
  readonly id: string;
  readonly activatedAt: Date | null;
}

/** Who stops and who comes back when a number of seats is given. */
export interface SeatChanges<Employee extends Seated> {
  readonly toStop: readonly Employee[];
  readonly toReinstate: readonly Employee[];
}

/**
 * Fits the employees into the seats. Whom the operator chose stops first, then whoever started last; whoever started first comes
 * back first, and only those whom billing stopped.
 */
export function fitIntoSeats<Employee extends Seated>(
  seats: number,
  live: readonly Employee[],
  stopped: readonly Employee[],
  chosenToStop: readonly string[],
): SeatChanges<Employee> {
  const chosen = new Set(chosenToStop);
  const excess = live.length - seats;
  if (excess > 0) {
    const order = [...live].sort((a, b) => Number(chosen.has(b.id)) - Number(chosen.has(a.id)) || startedLater(a, b));
    return { toStop: order.slice(0, excess), toReinstate: [] };
  }
  const order = [...stopped].sort((a, b) => Number(chosen.has(a.id)) - Number(chosen.has(b.id)) || startedLater(b, a));
  return { toStop: [], toReinstate: order.slice(0, -excess) };
}

function startedLater(a: Seated, b: Seated): number {
  return (b.activatedAt?.getTime() ?? 0) - (a.activatedAt?.getTime() ?? 0) || b.id.localeCompare(a.id);
}
