import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import { Clock } from '@konstruct/platform';
import { admit, afterCall, CLOSED, reopensInMs, type Circuit, type ProviderHealth } from './circuit-breaker';

/** What has a circuit of its own: a business's calls to a provider with one key, so that nobody's trouble is another's. */
export interface CircuitLine {
  readonly tenantId: string;
  readonly provider: ModelProvider;
  /** The business's own key; null for the installation's. */
  readonly keyId: string | null;
}

/** Holds this process's circuits; those that are closed and without a failure take no room. */
@Injectable()
export class ProviderCircuits {
  private readonly circuits = new Map<string, Circuit>();

  constructor(private readonly clock: Clock) {}

  /** Whether the provider may be called now. Every admitted call must be reported back. */
  admit(line: CircuitLine): boolean {
    const { isAdmitted, circuit } = admit(this.circuitOf(line), this.now());
    this.keep(line, circuit);
    return isAdmitted;
  }

  report(line: CircuitLine, health: ProviderHealth): void {
    this.keep(line, afterCall(this.circuitOf(line), health, this.now()));
  }

  reopensInSeconds(line: CircuitLine): number {
    return Math.max(1, Math.ceil(reopensInMs(this.circuitOf(line), this.now()) / 1_000));
  }

  private circuitOf(line: CircuitLine): Circuit {
    return this.circuits.get(nameOf(line)) ?? CLOSED;
  }

  private keep(line: CircuitLine, circuit: Circuit): void {
    if (circuit.state === 'closed' && circuit.failuresInARow === 0) this.circuits.delete(nameOf(line));
    else this.circuits.set(nameOf(line), circuit);
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}

function nameOf({ tenantId, provider, keyId }: CircuitLine): string {
  return `${tenantId}/${provider}/${keyId ?? 'installation'}`;
}
