import { randomUUID } from 'node:crypto';

/** A fault that was ordered: the next `remaining` matching requests get it. */
export type OrderedFault<TFault> = TFault & { id: string; remaining: number };

/** Faults in the order in which they were asked for; each is used up by the requests that it matches. */
export class FaultQueue<TFault extends object> {
  private faults: OrderedFault<TFault>[] = [];

  add(fault: TFault, count: number): OrderedFault<TFault> {
    const ordered = { ...fault, id: randomUUID(), remaining: count };
    this.faults.push(ordered);
    return ordered;
  }

  list(): OrderedFault<TFault>[] {
    return [...this.faults];
  }

  /** Takes one use of the first fault that matches; null when none does. */
  take(matches: (fault: TFault) => boolean): TFault | null {
    const fault = this.faults.find((candidate) => matches(candidate));
    if (!fault) return null;
    fault.remaining -= 1;
    if (fault.remaining <= 0) this.remove(fault.id);
    return fault;
  }

  remove(id: string): boolean {
    const before = this.faults.length;
    this.faults = this.faults.filter((fault) => fault.id !== id);
    return this.faults.length < before;
  }

  clear(): void {
    this.faults = [];
  }
}
