export interface SlackErrorWords {
  readonly heading: string;
  readonly text: string;
}

const WORDS: Readonly<Record<string, SlackErrorWords>> = {
  access_denied: {
    heading: 'Slack was not connected, because the request was cancelled',
    text: 'Nothing was changed. Choose “Add to Slack” again and press “Allow”. If your workspace asks for an approval, a workspace admin has to allow the app first.',
  },
  invalid_state: {
    heading: 'The answer from Slack could not be trusted',
    text: 'It did not match the request that this portal made. Start again with “Add to Slack” on this page.',
  },
  state_expired: {
    heading: 'Connecting took longer than ten minutes',
    text: 'For safety a request to Slack is only valid for ten minutes. Choose “Add to Slack” again.',
  },
  state_used: {
    heading: 'This request was already used',
    text: 'The page was probably reloaded or the link opened twice. Check below whether the workspace is connected; if not, choose “Add to Slack” again.',
  },
  other_browser: {
    heading: 'The connection was started in another browser',
    text: 'For safety it has to end in the browser where it began. Choose “Add to Slack” here and finish in this window.',
  },
  workspace_connected_elsewhere: {
    heading: 'This Slack workspace already works for another business',
    text: 'A workspace can belong to one business at a time. Ask that business’s owner to disconnect it under Channels, or connect a different workspace.',
  },
  token_exchange_failed: {
    heading: 'Slack did not complete the connection',
    text: 'Slack refused the last step. Wait a minute, then choose “Add to Slack” again. If it keeps failing, the installation’s Slack credentials may be wrong.',
  },
  bad_redirect_uri: {
    heading: 'Slack does not know this portal’s address',
    text: 'The redirect URL of this portal is missing in the Slack app’s settings. Whoever runs this installation has to add it under “OAuth & Permissions”.',
  },
  missing_scopes: {
    heading: 'Slack granted fewer permissions than an employee needs',
    text: 'Choose “Add to Slack” again and allow all permissions that Slack lists; without them the employee could not read and answer.',
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
