import { ProblemError, problemTable, type ProblemExtras, type ProblemTable } from '@konstruct/platform';

const START_AGAIN = 'Choose "Add to Slack" again.';

const channelProblems = problemTable({
  connection_not_found: {
    status: 404,
    title: 'Connection not found',
    detail: 'There is no such connection in this business.',
  },
  connection_unusable: {
    status: 409,
    title: 'The connection does not work',
    detail: 'Connect the workspace again and try once more.',
  },
  agent_not_found: { status: 422, title: 'Employee not found', detail: 'Choose an employee of this business.' },
  channel_not_found: {
    status: 422,
    title: 'Channel not found',
    detail: 'Choose a channel of this workspace. Private ones can be chosen once the app was invited to them.',
  },
  notices_need_slack: {
    status: 422,
    title: 'Notices are posted in Slack only',
    detail: 'Choose a connection to a Slack workspace.',
  },
  slack_not_configured: {
    status: 503,
    title: 'Slack is not set up on this installation',
    detail: 'Ask your administrator to set SLACK_CLIENT_ID, SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET.',
  },
  consent_cancelled: {
    status: 400,
    title: 'Slack was not connected',
    detail: `The request was cancelled in Slack. Nothing was changed. ${START_AGAIN}`,
  },
  consent_not_allowed: {
    status: 403,
    title: 'Slack does not let you add the app',
    detail: `Your workspace wants an admin to approve apps. Ask an admin to approve it in Slack, then: ${START_AGAIN}`,
  },
  state_invalid: {
    status: 400,
    title: 'The link back from Slack is not valid',
    detail: `It was changed on the way or is not from here. ${START_AGAIN}`,
  },
  state_expired: {
    status: 400,
    title: 'It took too long',
    detail: `A connection must be finished within ten minutes. ${START_AGAIN}`,
  },
  state_used: {
    status: 409,
    title: 'This link was used before',
    detail: `If the workspace is not shown as connected: ${START_AGAIN}`,
  },
  state_other_browser: {
    status: 403,
    title: 'Begun in another browser',
    detail: `For your safety a connection must end in the browser in which it began. ${START_AGAIN}`,
  },
  state_other_user: {
    status: 403,
    title: 'Begun by somebody else',
    detail: `You are signed in as another person now. ${START_AGAIN}`,
  },
  code_missing: {
    status: 400,
    title: 'Slack sent no code',
    detail: `The answer of Slack was incomplete. ${START_AGAIN}`,
  },
  code_not_accepted: {
    status: 400,
    title: 'Slack no longer accepts the code',
    detail: `It was used before or is older than ten minutes. ${START_AGAIN}`,
  },
  app_misconfigured: {
    status: 502,
    title: 'The Slack app of this installation is not set up right',
    detail: 'Tell your administrator the code of Slack.',
  },
  bot_not_granted: {
    status: 502,
    title: 'The app got no bot in this workspace',
    detail: `Slack connected the app without its bot user. ${START_AGAIN}`,
  },
  workspace_connected_elsewhere: {
    status: 409,
    title: 'The workspace belongs to another business',
    detail:
      'This Slack workspace is connected to another business in Konstruct. Ask the person who connected it to disconnect it there: in Slack, the page of the app under Apps names them.',
  },
  slack_busy: {
    status: 503,
    title: 'Slack is busy',
    detail: 'Slack receives too many requests at once. Try again in a moment.',
  },
  slack_unreachable: {
    status: 503,
    title: 'Slack cannot be reached',
    detail: 'Nothing was changed. Try again in a moment; status.slack.com shows whether Slack has trouble.',
  },
  slack_refused: { status: 502, title: 'Slack refused', detail: 'Try again. If it stays, tell support the code.' },
  whatsapp_check_failed: {
    status: 422,
    title: 'The number cannot be connected yet',
    detail: 'Correct what the checks name, then connect again. Nothing was stored.',
  },
  number_connected_elsewhere: {
    status: 409,
    title: 'The number belongs to another business',
    detail:
      'This WhatsApp number is connected to another business in Konstruct. Ask whoever manages your WhatsApp account in Meta Business settings who connected it; it has to be disconnected there first.',
  },
  whatsapp_unreachable: {
    status: 503,
    title: 'Meta cannot be reached',
    detail: 'Try again in a moment; metastatus.com shows whether Meta has trouble.',
  },
  whatsapp_refused: {
    status: 502,
    title: 'Meta refused',
    detail: 'Run the checks again. If it stays, tell support the code.',
  },
  attempt_not_found: {
    status: 404,
    title: 'Attempt not found',
    detail: 'There is no such attempt to connect Slack in this business.',
  },
  connect_failed: {
    status: 500,
    title: 'Something went wrong on our side',
    detail: `Slack was not connected. ${START_AGAIN} If it happens again, tell support the time.`,
  },
});

/** Codes of this module's errors. */
export type ChannelProblemCode = keyof typeof channelProblems;

/** An error of connecting or using a channel. */
export class ChannelError extends ProblemError<ChannelProblemCode> {
  constructor(code: ChannelProblemCode, extras?: ProblemExtras) {
    super(code, channelProblems[code], extras);
  }
}

/** The title of a code, for attempts that were stored with one. */
export function channelProblemTitle(code: string): string {
  const known: ProblemTable = channelProblems;
  return known[code]?.title ?? channelProblems.connect_failed.title;
}
