import { Injectable } from '@nestjs/common';
import { In, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import type { AgentStatus } from '@konstruct/contracts';
import {
  decodeCursor,
  pageLimit,
  toPage,
  type Page,
  type PageQuery,
  type TenantTransaction,
} from '@konstruct/platform';
import { Agent } from './agent.entity';

/** What a new agent is stored with; Postgres derives `isActive`. */
export type NewAgent = Omit<Agent, 'tenantId' | 'isActive'>;

/** Reads and writes AI employees. */
@Injectable()
export class AgentStore {
  find({ manager, tenantId }: TenantTransaction, id: string): Promise<Agent | null> {
    return manager.findOneBy(Agent, { tenantId, id });
  }

  /** Reads an agent and keeps others from changing it until the transaction ends. */
  lock({ manager, tenantId }: TenantTransaction, id: string): Promise<Agent | null> {
    return manager.findOne(Agent, { where: { tenantId, id }, lock: { mode: 'pessimistic_write' } });
  }

  findMany({ manager, tenantId }: TenantTransaction, ids: readonly string[]): Promise<Agent[]> {
    return manager.find(Agent, { where: { tenantId, id: In([...ids]) }, order: { id: 'ASC' } });
  }

  /** Everyone who was ever employed, in the order of hiring. */
  findAll({ manager, tenantId }: TenantTransaction): Promise<Agent[]> {
    return manager.find(Agent, { where: { tenantId }, order: { id: 'ASC' } });
  }

  /** Those in a status, those who started last first. */
  findByStatus({ manager, tenantId }: TenantTransaction, status: AgentStatus): Promise<Agent[]> {
    return manager.find(Agent, { where: { tenantId, status }, order: { activatedAt: 'DESC', id: 'DESC' } });
  }

  /** How many are at work. */
  countLive({ manager, tenantId }: TenantTransaction): Promise<number> {
    return manager.countBy(Agent, { tenantId, status: 'live' });
  }

  /** A page in the order of hiring; without a status, everyone who has not left. */
  async list<View>(
    { manager, tenantId }: TenantTransaction,
    query: PageQuery & { readonly status?: AgentStatus },
    toView: (agent: Agent) => View,
  ): Promise<Page<View>> {
    const limit = pageLimit(query);
    const [after] = decodeCursor(query.cursor, 1) ?? [];
    const where: FindOptionsWhere<Agent> = { tenantId, status: query.status ?? Not('archived') };
    if (after !== undefined) where.id = MoreThan(after);
    const agents = await manager.find(Agent, { where, order: { id: 'ASC' }, take: limit + 1 });
    return toPage(agents, limit, (agent) => [agent.id], toView);
  }

  async insert({ manager, tenantId }: TenantTransaction, agent: NewAgent): Promise<void> {
    await manager.insert(Agent, { ...agent, tenantId });
  }

  async update({ manager, tenantId }: TenantTransaction, id: string, changes: Partial<NewAgent>): Promise<void> {
    await manager.update(Agent, { tenantId, id }, changes);
  }
}
