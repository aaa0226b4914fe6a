import { onboardingStep } from './onboarding-step';

describe('PRTA-04 onboarding step', () => {
  it.each([
    [{ isCompleted: false, hasWorkingConnection: false, hasAgent: false }, 'connect_channel'],
    [{ isCompleted: false, hasWorkingConnection: false, hasAgent: true }, 'connect_channel'],
    [{ isCompleted: false, hasWorkingConnection: true, hasAgent: false }, 'configure_agent'],
    [{ isCompleted: false, hasWorkingConnection: true, hasAgent: true }, 'send_test_message'],
    [{ isCompleted: true, hasWorkingConnection: false, hasAgent: true }, 'done'],
  ])('%j is at %s', (facts, step) => {
    expect(onboardingStep(facts)).toBe(step);
  });
});
