import { CreateAgents1763600000030 } from './migrations/1763600000030-create-agents';
import { Agent } from './src/agent.entity';

export { BACK_AT_WORK_JOB } from './src/back-at-work';
export { Agent };
export { AgentDirectory } from './src/agent-directory';
export { checkAgentDraft } from './src/agent-draft-rules';
export { AgentLifecycle } from './src/agent-lifecycle';
export { buildSystemPrompt } from './src/agent-prompt';
export { toAgentSettings, toAgentView } from './src/agent-view';
export { SEAT_POLICY, type SeatPolicy } from './src/seat-policy';
export { AgentDraft, AgentView } from './src/agents.dto';
export { AgentError } from './src/agents.errors';
export { AgentsModule } from './src/agents.module';

/** TypeORM entities of this module. */
export const agentsEntities = [Agent];
/** Migrations of this module. */
export const agentsMigrations = [CreateAgents1763600000030];
