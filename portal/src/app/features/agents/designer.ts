import {
  Component,
  DestroyRef,
  DOCUMENT,
  computed,
  effect,
  inject,
  input,
  output,
  signal,
  untracked,
} from '@angular/core';
import { FormRoot, apply, disabled, form } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { Icon, Notice } from '@konstruct/ui';
import { provideFormDefaults } from '../../core/layout/form-defaults';
import { SubmitResult, formProblems } from '../../core/errors/form-problems';
import { BLANK_DRAFT, DesignerDraft } from './agent-draft';
import { agentDraftRules } from './agent-draft-rules';
import { BudgetSection } from './budget-section';
import { EstimateCard } from './estimate-card';
import { IdentitySection } from './identity-section';
import type { AgentView } from '@konstruct/api-client';
import { AgentTools } from './agent-tools';
import { ModelSection } from './model-section';
import { ToolsSection } from './tools-section';
import { TryPane } from './try-pane';
import { WorkSection } from './work-section';

/**
 * The Agent Designer: the form of an employee beside a chat with it. Used for hiring, for changing and inside the
 * wizard; who uses it says how to save. It knows whether something is unsaved, so that nobody loses work by leaving.
 */
@Component({
  selector: 'app-designer',
  imports: [
    BudgetSection,
    EstimateCard,
    FormRoot,
    Icon,
    IdentitySection,
    MatButton,
    ModelSection,
    Notice,
    ToolsSection,
    TryPane,
    WorkSection,
  ],
  providers: [provideFormDefaults(), AgentTools],
  templateUrl: './designer.html',
  styleUrl: './designer.scss',
})
export class Designer {
  private readonly document = inject(DOCUMENT);
  protected readonly tools = inject(AgentTools);

  /** What is stored, or what the form starts with; a new object starts the form over. */
  readonly start = input.required<DesignerDraft>();
  readonly saveLabel = input('Save');
  readonly savingLabel = input('Saving…');
  /** A new employee can be saved as the template left it. */
  readonly isNew = input(false);
  readonly isReadonly = input(false);
  /** The employee in the form; null for one who is about to be hired. */
  readonly agentId = input<string | null>(null);
  readonly save = input.required<(draft: DesignerDraft) => Promise<AgentView>>();
  readonly saved = output();

  protected readonly model = signal<DesignerDraft>(BLANK_DRAFT);
  private readonly stored = signal<DesignerDraft>(BLANK_DRAFT);
  protected readonly form = form(
    this.model,
    (path) => {
      apply(path, agentDraftRules);
      disabled(path, { when: () => this.isReadonly() });
    },
    { submission: { action: () => this.submit(), onInvalid: () => this.focusFirstProblem() } },
  );
  protected readonly formError = computed(() => this.form().errors()[0]?.message ?? '');
  protected readonly problemCount = computed(() => {
    const summary = this.form().errorSummary();
    return this.form().touched() ? summary.length : 0;
  });
  readonly hasChanges = computed(() => !isSame(this.model(), this.stored()) || this.tools.hasChanges());

  constructor() {
    effect(() => {
      const start = this.start();
      untracked(() => this.startOver(start));
    });
    effect(() => {
      const agentId = this.agentId();
      untracked(() => void this.tools.open(agentId));
    });
    this.warnBeforeUnload();
  }

  protected discard(): void {
    this.startOver(this.stored());
    this.tools.discard();
  }

  private startOver(draft: DesignerDraft): void {
    this.form().reset(draft);
    this.stored.set(draft);
  }

  private async submit(): Promise<SubmitResult> {
    const draft = this.model();
    try {
      const agent = await this.save()(draft);
      await this.tools.save(agent.id);
      // Whoever saved may have started the form over with what the server made of it.
      if (isSame(this.model(), draft)) this.stored.set(draft);
      this.saved.emit();
      return null;
    } catch (error) {
      return formProblems(error, this.form);
    }
  }

  private focusFirstProblem(): void {
    this.form().errorSummary()[0]?.fieldTree().focusBoundControl();
  }

  private warnBeforeUnload(): void {
    const warn = (event: BeforeUnloadEvent) => {
      if (this.hasChanges()) event.preventDefault();
    };
    const view = this.document.defaultView;
    view?.addEventListener('beforeunload', warn);
    inject(DestroyRef).onDestroy(() => view?.removeEventListener('beforeunload', warn));
  }
}

function isSame(left: DesignerDraft, right: DesignerDraft): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}
