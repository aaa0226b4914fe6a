import { Injectable } from '@nestjs/common';
import type { ModelProvider } from '@konstruct/contracts';
import { Clock } from '@konstruct/platform';
import { admit, afterCall, CLOSED, reopensInMs, type Circuit, type ProviderHealth } from './circuit-breaker';

/** Holds this process's circuit of each provider. */
@Injectable()
export class ProviderCircuits {
  private readonly circuits = new Map<ModelProvider, Circuit>();

  constructor(private readonly clock: Clock) {}

  /** Whether the provider may be called now. Every admitted call must be reported back. */
  admit(provider: ModelProvider): boolean {
    const { isAdmitted, circuit } = admit(this.circuitOf(provider), this.now());
    this.circuits.set(provider, circuit);
    return isAdmitted;
  }

  report(provider: ModelProvider, health: ProviderHealth): void {
    this.circuits.set(provider, afterCall(this.circuitOf(provider), health, this.now()));
  }

  reopensInSeconds(provider: ModelProvider): number {
    return Math.max(1, Math.ceil(reopensInMs(this.circuitOf(provider), this.now()) / 1_000));
  }

  private circuitOf(provider: ModelProvider): Circuit {
    return this.circuits.get(provider) ?? CLOSED;
  }

  private now(): number {
    return this.clock.now().getTime();
  }
}
