import { ComponentFixture, TestBed } from '@angular/core/testing';
import type { SlackManifestView } from '@konstruct/api-client';
import { answer, openTenant, providePortalTesting, settle } from '../testing/portal-testing';
import { SlackAppSetup } from './slack-app-setup';

function manifest(origin: string): SlackManifestView {
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: 'Konstruct', description: 'AI employees.', background_color: '#0b4f5c' },
    features: {
      app_home: { home_tab_enabled: false, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'Konstruct', always_online: true },
    },
    oauth_config: { redirect_urls: [`${origin}/callback`], scopes: { bot: ['chat:write'] } },
    settings: {
      event_subscriptions: { request_url: `${origin}/events`, bot_events: ['app_mention'] },
      interactivity: { is_enabled: false },
      org_deploy_enabled: true,
      socket_mode_enabled: false,
      token_rotation_enabled: true,
    },
  };
}

describe('SlackAppSetup', () => {
  let fixture: ComponentFixture<SlackAppSetup>;
  const element = () => fixture.nativeElement as HTMLElement;

  async function show(origin: string): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant();
    fixture = TestBed.createComponent(SlackAppSetup);
    answer('GET', '/api/portal/channels/slack/manifest', manifest(origin));
    await settle();
  }

  it('leads to Slack with the manifest filled in', async () => {
    await show('https://konstruct.example');
    const link = new URL(element().querySelector('a')?.href ?? '');
    expect(link.origin + link.pathname).toBe('https://api.slack.com/apps');
    expect(link.searchParams.get('new_app')).toBe('1');
    expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(manifest('https://konstruct.example'));
    expect(element().textContent).toContain('https://konstruct.example/events');
    expect(element().textContent).not.toContain('cannot reach');
  });

  it('copies the manifest', async () => {
    const writeText = jest.fn().mockResolvedValue(undefined);
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    await show('https://konstruct.example');
    element().querySelector('button')?.click();
    await settle();
    expect(JSON.parse((writeText.mock.calls as string[][])[0]?.[0] ?? '')).toEqual(
      manifest('https://konstruct.example'),
    );
    expect(element().querySelector('button')?.textContent).toContain('Copied');
  });

  it('says that Slack cannot reach an address without TLS', async () => {
    await show('http://localhost:3000');
    expect(element().textContent).toContain('It is known as http://localhost:3000');
  });
});
