import { Injectable, inject } from '@angular/core';
import type { AgentView } from '@konstruct/api-client';
import { Confirm } from '@konstruct/ui';
import { AgentsApi } from '../../core/api/agents-api';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';

type Changed = (agent: AgentView) => void;

/**
 * Pausing, resuming and archiving an employee with the words around it: pausing can be undone from the message,
 * archiving asks first.
 */
@Injectable({ providedIn: 'root' })
export class AgentActions {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly messages = inject(Messages);
  private readonly confirm = inject(Confirm);

  async pause(agent: AgentView, changed: Changed): Promise<void> {
    if (await this.change(agent, 'pause', changed)) {
      await this.messages.offerUndo(`${agent.name} is paused and does not answer.`, () =>
        this.change(agent, 'resume', changed),
      );
    }
  }

  async resume(agent: AgentView, changed: Changed): Promise<void> {
    if (await this.change(agent, 'resume', changed)) {
      await this.messages.say(`${agent.name} is back at work.`);
    }
  }

  async archive(agent: AgentView, changed: Changed): Promise<void> {
    const isSure = await this.confirm.ask({
      title: `Archive ${agent.name}?`,
      text: `${agent.name} stops answering for good and leaves the payroll from next month on. Conversations and costs so far stay in your records.`,
      confirmLabel: 'Archive',
      isDestructive: true,
    });
    if (isSure && (await this.change(agent, 'archive', changed))) {
      await this.messages.say(`${agent.name} is archived.`);
    }
  }

  private async change(agent: AgentView, action: 'pause' | 'resume' | 'archive', changed: Changed): Promise<boolean> {
    try {
      changed(await this.api.changeStatus(this.tenant.id(), agent.id, action));
      return true;
    } catch (error) {
      await this.messages.complain(error, `${agent.name} was not changed.`);
      return false;
    }
  }
}
