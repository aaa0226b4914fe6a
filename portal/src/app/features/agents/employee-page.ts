import { Component, computed, effect, inject, input, linkedSignal, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgentView } from '@konstruct/api-client';
import { RouterLink } from '@angular/router';
import { ErrorState, Icon, Notice, PageHeader, Skeleton, StatusBadge } from '@konstruct/ui';
import { AGENT_STATUS } from '../../core/agent-status';
import { BudgetOutlookPane } from '../../core/budgets/budget-outlook';
import { BudgetsStore } from '../../core/budgets/budgets-store';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { DesignerDraft, draftOf } from './agent-draft';
import { AgentMenu } from './agent-menu';
import { AgentStore } from './agent-store';
import { Designer } from './designer';
import { DesignerCatalog } from './designer-catalog';
import { HoldsChanges } from './unsaved-changes.guard';

/** One employee: state, actions and the designer with what is stored. */
@Component({
  selector: 'app-employee-page',
  imports: [
    AgentMenu,
    BudgetOutlookPane,
    Designer,
    ErrorState,
    Icon,
    MatButton,
    Notice,
    PageHeader,
    RouterLink,
    Skeleton,
    StatusBadge,
  ],
  providers: [AgentStore, BudgetsStore],
  templateUrl: './employee-page.html',
  styleUrl: './employee-page.scss',
})
export class EmployeePage implements HoldsChanges {
  private readonly messages = inject(Messages);
  private readonly designer = viewChild(Designer);
  protected readonly catalog = inject(DesignerCatalog);
  protected readonly store = inject(AgentStore);
  protected readonly tenant = inject(CurrentTenant);
  protected readonly budgets = inject(BudgetsStore);

  readonly agentId = input.required<string>();

  protected readonly heading = computed(() => this.store.agent()?.name ?? 'Employee');
  protected readonly budget = computed(() => this.budgets.budgetOf(this.agentId()));
  protected readonly status = computed(() => {
    const agent = this.store.agent();
    return agent ? AGENT_STATUS[agent.status] : null;
  });
  protected readonly canEdit = computed(
    () => this.tenant.can('agents:write') && this.store.agent()?.status !== 'archived',
  );
  /** A change by someone else refreshes the form only while nothing in it is unsaved. */
  protected readonly start = linkedSignal<DesignerDraft | null, DesignerDraft | null>({
    source: () => {
      const agent = this.store.agent();
      return agent ? draftOf(agent) : null;
    },
    computation: (stored, previous) => {
      const isSame = JSON.stringify(stored) === JSON.stringify(previous?.value);
      const keepsWork = isSame || untracked(() => this.hasUnsavedChanges());
      return previous?.value && stored && keepsWork ? previous.value : stored;
    },
  });

  constructor() {
    this.catalog.ensureLoaded();
    effect(() => {
      const agentId = this.agentId();
      untracked(() => this.store.open(agentId));
    });
  }

  hasUnsavedChanges(): boolean {
    return this.designer()?.hasChanges() ?? false;
  }

  protected readonly save = async (draft: DesignerDraft): Promise<AgentView> => {
    const agent = await this.store.save(draft);
    void this.messages.say(`${draft.name} works with the new description from the next message on.`);
    return agent;
  };
}
