import type { AppsManifestCreateArguments } from '@slack/web-api';
import { slackAddresses } from './slack-addresses';
import { REQUIRED_BOT_SCOPES } from './slack-scopes';

/** What the employees have to hear of; each needs the history scope of its kind of place. */
const BOT_EVENTS = [
  'app_mention',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'app_uninstalled',
  'tokens_revoked',
] as const;

/**
 * The manifest that a Slack app for this installation can be created from. It asks for exactly what the product uses:
 * its scopes are the ones that consent asks for, its addresses those of this installation.
 */
export function slackManifest(publicUrl: string) {
  const { redirectUrl, eventsUrl } = slackAddresses(publicUrl);
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Konstruct',
      description: 'AI employees that answer in your workspace.',
      background_color: '#0b4f5c',
    },
    features: {
      // Without the messages tab people cannot write to an employee directly.
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Konstruct', always_online: true },
    },
    oauth_config: { redirect_urls: [redirectUrl], scopes: { bot: [...REQUIRED_BOT_SCOPES] } },
    settings: {
      event_subscriptions: { request_url: eventsUrl, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: false },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: true,
    },
  } satisfies AppsManifestCreateArguments['manifest'];
}
