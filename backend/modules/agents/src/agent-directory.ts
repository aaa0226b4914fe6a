import { Injectable } from '@nestjs/common';
import type { AgentStatus } from '@konstruct/contracts';
import type { TenantTransaction } from '@konstruct/platform';
import type { Agent } from './agent.entity';
import { AgentStore } from './agent.store';

/** What other modules may read of the employees, those who have left included: history keeps their names. */
@Injectable()
export class AgentDirectory {
  constructor(private readonly agents: AgentStore) {}

  find(transaction: TenantTransaction, id: string): Promise<Agent | null> {
    return this.agents.find(transaction, id);
  }

  findMany(transaction: TenantTransaction, ids: readonly string[]): Promise<Agent[]> {
    return this.agents.findMany(transaction, ids);
  }

  /** Everyone, in the order of hiring. */
  list(transaction: TenantTransaction): Promise<Agent[]> {
    return this.agents.findAll(transaction);
  }

  /** Those in a status, those who started last first. */
  listByStatus(transaction: TenantTransaction, status: AgentStatus): Promise<Agent[]> {
    return this.agents.findByStatus(transaction, status);
  }

  countLive(transaction: TenantTransaction): Promise<number> {
    return this.agents.countLive(transaction);
  }
}
