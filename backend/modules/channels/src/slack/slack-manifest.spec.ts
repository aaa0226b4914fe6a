import { slackManifest } from './slack-manifest';
import { REQUIRED_BOT_SCOPES } from './slack-scopes';

describe('slackManifest', () => {
  const manifest = slackManifest('https://konstruct.example.com');

  it('knows the addresses of this installation', () => {
    expect(manifest.oauth_config.redirect_urls).toEqual([
      'https://konstruct.example.com/api/portal/channels/slack/callback',
    ]);
    expect(manifest.settings.event_subscriptions.request_url).toBe(
      'https://konstruct.example.com/api/webhooks/slack/events',
    );
  });

  it('asks for the scopes that consent asks for', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(REQUIRED_BOT_SCOPES);
  });

  it('lets people write to the app directly, rotates tokens, and has no buttons', () => {
    expect(manifest.features.app_home).toMatchObject({
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(manifest.settings).toMatchObject({
      token_rotation_enabled: true,
      interactivity: { is_enabled: false },
      socket_mode_enabled: false,
    });
  });

  it.each([
    ['message.channels', 'channels:history'],
    ['message.groups', 'groups:history'],
    ['message.im', 'im:history'],
    ['message.mpim', 'mpim:history'],
    ['app_mention', 'app_mentions:read'],
  ])('subscribes to %s, for which it has the scope %s', (event, scope) => {
    expect(manifest.settings.event_subscriptions.bot_events).toContain(event);
    expect(manifest.oauth_config.scopes.bot).toContain(scope);
  });

  it("stays within Slack's limits", () => {
    expect(manifest.display_information.name.length).toBeLessThanOrEqual(35);
    expect(manifest.display_information.description.length).toBeLessThanOrEqual(140);
    expect(manifest.features.bot_user.display_name.length).toBeLessThanOrEqual(80);
  });
});
