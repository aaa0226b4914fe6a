import { Component, computed, effect, inject, input, output, signal, untracked, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';
import type { AgentTemplateView, AgentView } from '@konstruct/api-client';
import { ErrorState, Icon, Skeleton } from '@konstruct/ui';
import { DesignerDraft, draftOf, newDraft } from '../agents/agent-draft';
import { Designer } from '../agents/designer';
import { DesignerCatalog } from '../agents/designer-catalog';
import { TemplateChooser } from '../agents/template-chooser';
import { OnboardingStore } from './onboarding-store';

/** Second step: the Agent Designer, for a new employee or for the one that was saved on an earlier visit. */
@Component({
  selector: 'app-configure-agent-step',
  imports: [Designer, ErrorState, Icon, MatButton, Skeleton, TemplateChooser],
  templateUrl: './configure-agent-step.html',
  styleUrl: './configure-agent-step.scss',
})
export class ConfigureAgentStep {
  private readonly store = inject(OnboardingStore);
  private readonly designer = viewChild(Designer);
  protected readonly catalog = inject(DesignerCatalog);

  readonly agent = input.required<AgentView | null>();
  readonly next = output();

  private readonly chosen = signal<DesignerDraft | null>(null);
  protected readonly agentId = computed(() => this.agent()?.id ?? null);
  protected readonly start = computed(() => this.chosen());
  protected readonly isNew = computed(() => this.agent() === null);

  constructor() {
    this.catalog.ensureLoaded();
    effect(() => {
      if (this.agentId()) untracked(() => this.showExisting());
    });
  }

  hasUnsavedChanges(): boolean {
    return this.designer()?.hasChanges() ?? false;
  }

  protected choose(template: AgentTemplateView | null): void {
    this.chosen.set(newDraft(template, this.catalog.models()));
  }

  protected readonly save = (draft: DesignerDraft): Promise<AgentView> => {
    return this.store.saveAgent(draft);
  };

  private showExisting(): void {
    const agent = this.agent();
    if (agent && !this.hasUnsavedChanges()) this.chosen.set(draftOf(agent));
  }
}
