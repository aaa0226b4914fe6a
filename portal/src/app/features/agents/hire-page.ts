import { Component, computed, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import type { AgentTemplateView, AgentView } from '@konstruct/api-client';
import { ErrorState, PageHeader, Skeleton } from '@konstruct/ui';
import { AgentsApi } from '../../core/api/agents-api';
import { Messages } from '../../core/layout/messages';
import { CurrentTenant } from '../../core/session/current-tenant';
import { DesignerDraft, newDraft } from './agent-draft';
import { Designer } from './designer';
import { DesignerCatalog } from './designer-catalog';
import { TemplateChooser } from './template-chooser';
import { HoldsChanges } from './unsaved-changes.guard';

/** Hires an employee: choose a job, then shape it in the designer. */
@Component({
  selector: 'app-hire-page',
  imports: [Designer, ErrorState, PageHeader, Skeleton, TemplateChooser],
  templateUrl: './hire-page.html',
})
export class HirePage implements HoldsChanges {
  private readonly api = inject(AgentsApi);
  private readonly tenant = inject(CurrentTenant);
  private readonly router = inject(Router);
  private readonly messages = inject(Messages);
  private readonly designer = viewChild(Designer);
  private hired: AgentView | null = null;
  protected readonly catalog = inject(DesignerCatalog);

  protected readonly draft = signal<DesignerDraft | null>(null);
  protected readonly heading = computed(() => (this.draft() ? 'Describe the job' : 'Hire an employee'));
  protected readonly text = computed(() =>
    this.draft()
      ? 'Everything can be changed later. Chat with the draft before you save it.'
      : 'Which job do you want done? You start from a ready description and make it yours.',
  );

  constructor() {
    this.catalog.ensureLoaded();
  }

  hasUnsavedChanges(): boolean {
    return this.designer()?.hasChanges() ?? false;
  }

  protected choose(template: AgentTemplateView | null): void {
    this.draft.set(newDraft(template, this.catalog.models()));
  }

  protected readonly save = async (draft: DesignerDraft): Promise<AgentView> => {
    // Saving again after the tools could not be saved must not hire a second time.
    this.hired = this.hired
      ? await this.api.update(this.tenant.id(), this.hired.id, draft)
      : await this.api.create(this.tenant.id(), draft);
    return this.hired;
  };

  protected open(): void {
    if (this.hired) {
      void this.messages.say(`${this.hired.name} is hired as a draft. A test message makes it live.`);
      void this.router.navigate(['/t', this.tenant.id(), 'employees', this.hired.id]);
    }
  }
}
