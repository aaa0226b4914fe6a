import { Module } from '@nestjs/common';
import { AgentDesigner } from './agent-designer';
import { AgentDirectory } from './agent-directory';
import { AgentLifecycle } from './agent-lifecycle';
import { AgentTemplatesController } from './agent-templates.controller';
import { AgentStore } from './agent.store';
import { AgentsController } from './agents.controller';

/** AI employees: their settings, their life cycle, and the templates to start from. */
@Module({
  controllers: [AgentTemplatesController, AgentsController],
  providers: [AgentStore, AgentDirectory, AgentDesigner, AgentLifecycle],
  exports: [AgentDirectory, AgentLifecycle],
})
export class AgentsModule {}
