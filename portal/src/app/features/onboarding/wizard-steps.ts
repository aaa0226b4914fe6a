import { OnboardingStep } from '../../core/api/types';

export const WIZARD_STEPS = ['connect-channel', 'configure-agent', 'send-test-message', 'done'] as const;

/** A step as the URL names it. */
export type WizardStep = (typeof WIZARD_STEPS)[number];

const OF_SERVER: Record<OnboardingStep, WizardStep> = {
  connect_channel: 'connect-channel',
  configure_agent: 'configure-agent',
  send_test_message: 'send-test-message',
  done: 'done',
};

/** The URL's name of the step that the server derived from what exists. */
export function wizardStepOf(step: OnboardingStep): WizardStep {
  return OF_SERVER[step];
}

/**
 * The step to show: the one asked for when it can be worked on already, else the furthest one that can. Going back is
 * always possible, going ahead of what exists never is.
 */
export function allowedStep(asked: string, reached: OnboardingStep): WizardStep {
  const furthest = wizardStepOf(reached);
  const index = WIZARD_STEPS.findIndex((step) => step === asked);
  return WIZARD_STEPS[index] !== undefined && index <= WIZARD_STEPS.indexOf(furthest) ? WIZARD_STEPS[index] : furthest;
}
