/** Where the wizard stands. Derived from what exists, never stored, so that it resumes anywhere at the right place. */
export type OnboardingStep = 'connect_channel' | 'configure_agent' | 'send_test_message' | 'done';

/** What exists of a tenant's first employee. */
export interface OnboardingFacts {
  readonly isCompleted: boolean;
  readonly hasWorkingConnection: boolean;
  readonly hasAgent: boolean;
}

/** The step that a tenant is at. Once completed it stays so, also when a connection breaks later. */
export function onboardingStep(facts: OnboardingFacts): OnboardingStep {
  if (facts.isCompleted) return 'done';
  if (!facts.hasWorkingConnection) return 'connect_channel';
  return facts.hasAgent ? 'send_test_message' : 'configure_agent';
}
