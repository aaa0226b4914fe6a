import { allowedStep } from './wizard-steps';

describe('allowedStep', () => {
  it.each([
    ['connect-channel', 'send_test_message', 'connect-channel'],
    ['send-test-message', 'connect_channel', 'connect-channel'],
    ['configure-agent', 'configure_agent', 'configure-agent'],
    ['done', 'send_test_message', 'send-test-message'],
    ['done', 'done', 'done'],
    ['resume', 'configure_agent', 'configure-agent'],
    ['nonsense', 'done', 'done'],
  ] as const)('asked for %s having reached %s shows %s', (asked, reached, shown) => {
    expect(allowedStep(asked, reached)).toBe(shown);
  });
});
