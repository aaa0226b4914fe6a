import { Injectable } from '@nestjs/common';
import { Clock, type TenantTransaction } from '@konstruct/platform';
import { AgentRun } from './agent-run.entity';
import type { Conversation } from './conversation.entity';

/** Reads and writes runs. */
@Injectable()
export class AgentRunStore {
  constructor(private readonly clock: Clock) {}

  async start({ manager, tenantId }: TenantTransaction, id: string, conversation: Conversation): Promise<void> {
    await manager.insert(AgentRun, {
      tenantId,
      id,
      conversationId: conversation.id,
      agentId: conversation.agentId,
      state: 'running',
      startedAt: this.clock.now(),
    });
  }

  /** Gives up a run whose process died; the caller holds the conversation, so nobody works on it. */
  async abandonRunning({ manager, tenantId }: TenantTransaction, conversationId: string): Promise<void> {
    await manager.update(
      AgentRun,
      { tenantId, conversationId, state: 'running' },
      { state: 'abandoned', finishedAt: this.clock.now() },
    );
  }

  /** False when the run was given up meanwhile: its answer must not be used. */
  async finish({ manager, tenantId }: TenantTransaction, id: string, errorCode: string | null): Promise<boolean> {
    const result = await manager.update(
      AgentRun,
      { tenantId, id, state: 'running' },
      { state: errorCode ? 'failed' : 'succeeded', errorCode, finishedAt: this.clock.now() },
    );
    return result.affected === 1;
  }
}
