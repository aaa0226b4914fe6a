/** Where Slack sends people back to; must be among the redirect URLs of the Slack app. */
const CALLBACK_PATH = '/api/portal/channels/slack/callback';
/** Where Slack sends events to; the webhooks module answers there. */
const EVENTS_PATH = '/api/webhooks/slack/events';

/** The addresses of an installation that its Slack app has to know. */
export function slackAddresses(publicUrl: string): { readonly redirectUrl: string; readonly eventsUrl: string } {
  return {
    redirectUrl: new URL(CALLBACK_PATH, publicUrl).toString(),
    eventsUrl: new URL(EVENTS_PATH, publicUrl).toString(),
  };
}
