export interface SlackErrorWords {
  readonly heading: string;
  readonly text: string;
}

const START_AGAIN = 'Choose “Add to Slack” again.';

/** Said when the server cannot tell more about the attempt. Keys are the codes of the API. */
const WORDS: Readonly<Record<string, SlackErrorWords>> = {
  consent_cancelled: {
    heading: 'Slack was not connected, because the request was cancelled',
    text: `Nothing was changed. ${START_AGAIN} Then press “Allow” in Slack.`,
  },
  consent_not_allowed: {
    heading: 'Your workspace does not let you add apps',
    text: `A workspace admin has to approve the app in Slack first. Then: ${START_AGAIN}`,
  },
  state_invalid: {
    heading: 'The answer from Slack could not be trusted',
    text: `It did not match the request that this portal made. ${START_AGAIN}`,
  },
  state_expired: {
    heading: 'Connecting took longer than ten minutes',
    text: `For your safety a request to Slack is valid for ten minutes only. ${START_AGAIN}`,
  },
  state_used: {
    heading: 'This request was used before',
    text: `The page was probably reloaded. If the workspace is not shown as connected: ${START_AGAIN}`,
  },
  state_other_browser: {
    heading: 'The connection was begun in another browser',
    text: `For your safety it has to end in the browser in which it began. ${START_AGAIN}`,
  },
  state_other_user: {
    heading: 'The connection was begun by somebody else',
    text: `You are signed in as another person now. ${START_AGAIN}`,
  },
  code_missing: { heading: 'Slack’s answer was incomplete', text: START_AGAIN },
  code_not_accepted: {
    heading: 'Slack did not complete the connection',
    text: `Slack’s permission was used before or is too old. ${START_AGAIN}`,
  },
  workspace_connected_elsewhere: {
    heading: 'This Slack workspace already works for another business',
    text: 'A workspace belongs to one business at a time. Ask the person who connected it to disconnect it there; in Slack, the app’s page names them. Or connect a different workspace.',
  },
  app_misconfigured: {
    heading: 'The Slack app of this installation is not set up right',
    text: 'Whoever runs this installation has to check its Slack app: redirect address, permissions and credentials.',
  },
  bot_not_granted: {
    heading: 'Slack granted fewer permissions than an employee needs',
    text: `${START_AGAIN} Allow all permissions that Slack lists; without them the employee cannot read and answer.`,
  },
  slack_not_configured: {
    heading: 'Slack is not set up on this installation',
    text: 'Whoever runs this installation has to add the credentials of a Slack app.',
  },
  slack_busy: { heading: 'Slack is busy', text: `Nothing was changed. Wait a minute. ${START_AGAIN}` },
  slack_unreachable: {
    heading: 'Slack cannot be reached',
    text: `Nothing was changed. Wait a minute; status.slack.com shows whether Slack has trouble. ${START_AGAIN}`,
  },
};

const UNKNOWN: SlackErrorWords = {
  heading: 'Slack could not be connected',
  text: 'Something unexpected happened between Slack and this portal. Nothing was changed. Choose “Add to Slack” again.',
};

/** What happened and what to do, for an error code that came back from connecting Slack. */
export function slackErrorWords(code: string): SlackErrorWords {
  const words = WORDS[code];
  return words ?? (code === 'unknown' ? UNKNOWN : { ...UNKNOWN, heading: `${UNKNOWN.heading} (${code})` });
}
