import {
  Component,
  Injector,
  afterNextRender,
  computed,
  effect,
  inject,
  input,
  untracked,
  viewChild,
} from '@angular/core';
import { MatStep, MatStepContent, MatStepper, MatStepperIcon } from '@angular/material/stepper';
import { Router } from '@angular/router';
import { ErrorState, Icon, PageHeader, Skeleton } from '@konstruct/ui';
import { CurrentTenant } from '../../core/session/current-tenant';
import { HoldsChanges } from '../agents/unsaved-changes.guard';
import { ConfigureAgentStep } from './configure-agent-step';
import { ConnectChannelStep } from './connect-channel-step';
import { GoLiveReceipt } from './go-live-receipt';
import { OnboardingStore } from './onboarding-store';
import { TestMessageStep } from './test-message-step';
import { WIZARD_STEPS, WizardStep, allowedStep } from './wizard-steps';

/**
 * From sign-up to the first live employee. What is done follows from what exists on the server, so the wizard resumes
 * on any device; the URL names the step shown, and an address ahead of the state leads to where the work is.
 */
@Component({
  selector: 'app-onboarding-page',
  imports: [
    ConfigureAgentStep,
    ConnectChannelStep,
    ErrorState,
    GoLiveReceipt,
    Icon,
    MatStep,
    MatStepContent,
    MatStepper,
    MatStepperIcon,
    PageHeader,
    Skeleton,
    TestMessageStep,
  ],
  providers: [OnboardingStore],
  templateUrl: './onboarding-page.html',
  styleUrl: './onboarding-page.scss',
})
export class OnboardingPage implements HoldsChanges {
  private readonly injector = inject(Injector);
  private readonly router = inject(Router);
  private readonly tenant = inject(CurrentTenant);
  private readonly configureStep = viewChild<ConfigureAgentStep>('configure');
  protected readonly store = inject(OnboardingStore);

  readonly step = input.required<string>();
  readonly slack = input<string>();
  readonly slack_error = input<string>();
  readonly slack_attempt = input<string>();
  readonly agent = input<string>();

  protected readonly reached = computed(() => this.store.view()?.step);
  protected readonly reachedIndex = computed(() => {
    const reached = this.reached();
    return reached ? WIZARD_STEPS.indexOf(allowedStep('done', reached)) : 0;
  });
  protected readonly shown = computed<WizardStep | null>(() => {
    const reached = this.reached();
    return reached ? allowedStep(this.step(), reached) : null;
  });
  protected readonly shownIndex = computed(() =>
    Math.max(
      0,
      WIZARD_STEPS.findIndex((step) => step === this.shown()),
    ),
  );
  protected readonly isRepeat = computed(() => this.reached() === 'done');

  constructor() {
    effect(() => {
      const shown = this.shown();
      const asked = this.step();
      untracked(() => this.correctAddress(asked, shown));
    });
  }

  hasUnsavedChanges(): boolean {
    return this.configureStep()?.hasUnsavedChanges() ?? false;
  }

  /** After the page shows the step before as completed: until then the stepper refuses to go on, and would lead back. */
  protected open(step: WizardStep): void {
    afterNextRender(() => void this.router.navigate(['/t', this.tenant.id(), 'onboarding', step]), {
      injector: this.injector,
    });
  }

  protected openIndex(index: number): void {
    const step = WIZARD_STEPS[index];
    if (step && index !== this.shownIndex()) this.open(step);
  }

  /** Slack always returns to the wizard; a business that is set up came from its Channels page. */
  private correctAddress(asked: string, shown: WizardStep | null): void {
    if (this.isRepeat() && (this.slack() || this.slack_error())) {
      this.replace(['channels']);
    } else if (shown && shown !== asked) {
      this.replace(['onboarding', shown]);
    }
  }

  private replace(path: string[]): void {
    void this.router.navigate(['/t', this.tenant.id(), ...path], {
      replaceUrl: true,
      queryParamsHandling: 'preserve',
    });
  }
}
