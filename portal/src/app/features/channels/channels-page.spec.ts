import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { ComponentFixture, TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { HttpTestingController } from '@angular/common/http/testing';
import type { AgentView, ChannelAssignmentView, ConnectionView, Role } from '@konstruct/api-client';
import { Messages } from '../../core/layout/messages';
import { SlackConnect } from '../../core/slack-connect';
import { answer, openTenant, providePortalTesting, settle } from '../../testing/portal-testing';
import { TENANT_ID, agentView, connectionView, whatsappCheck } from '../../testing/wire-samples';
import { ChannelsPage } from './channels-page';

const CHANNELS = `/api/portal/tenants/${TENANT_ID}/channels`;
const ASSIGNMENTS = `${CHANNELS}/connection-1/assignments`;
const BEN = agentView({ id: 'agent-ben', name: 'Ben', role_title: 'Sales', avatar_emoji: '🦊' });
const SALES: ChannelAssignmentView = {
  channel_id: 'C0SALES',
  channel_name: '#sales',
  agent_id: BEN.id,
  assigned_at: '2026-11-02T08:00:00.000Z',
};

describe('ChannelsPage', () => {
  let fixture: ComponentFixture<ChannelsPage>;
  const element = () => fixture.nativeElement as HTMLElement;
  const text = () => element().textContent.replace(/\s+/g, ' ');

  async function answerPage(
    connection: Partial<ConnectionView> = {},
    assignments: readonly ChannelAssignmentView[] = [],
    agents: readonly AgentView[] = [agentView(), BEN],
  ): Promise<void> {
    answer('GET', CHANNELS, { items: [connectionView(connection)], next_cursor: null });
    answer('GET', `/api/portal/tenants/${TENANT_ID}/agents`, { items: agents, next_cursor: null });
    await settle();
    answer('GET', ASSIGNMENTS, { items: assignments, next_cursor: null });
    await settle();
  }

  async function show(role: Role, ...page: Parameters<typeof answerPage>): Promise<void> {
    TestBed.configureTestingModule({ providers: providePortalTesting() });
    openTenant(role);
    fixture = TestBed.createComponent(ChannelsPage);
    await answerPage(...page);
  }

  function button(words: RegExp): Promise<MatButtonHarness> {
    return TestbedHarnessEnvironment.loader(fixture).getHarness(MatButtonHarness.with({ text: words }));
  }

  it('says who answers in which channel, and who everywhere else', async () => {
    await show('owner', {}, [SALES]);
    expect(text()).toContain('#sales');
    expect(text()).toContain('Ben, Sales');
    expect(text()).toContain('Nora answers everywhere else, and in direct messages.');
  });

  it('says when nothing has come in for longer than a weekend', async () => {
    const recently = new Date(Date.now() - 2 * 86_400_000).toISOString();
    await show('owner', { last_event_at: recently });
    expect(text()).not.toContain('Nothing has come in');
    fixture.destroy();
    TestBed.resetTestingModule();
    await show('owner', { last_event_at: '2026-01-02T08:00:00.000Z' });
    expect(text()).toContain('Nothing has come in since Jan 2, 2026');
  });

  it("says that a provider's limit holds messages back, while it does", async () => {
    await show('owner', { limited_until: new Date(Date.now() + 60_000).toISOString() });
    expect(text()).toContain('Slack receives too much at once');
    fixture.destroy();
    TestBed.resetTestingModule();
    await show('owner', { limited_until: '2026-11-02T08:00:00.000Z' });
    expect(text()).not.toContain('too much at once');
  });

  it('says that one employee answers everywhere while no channel has its own', async () => {
    await show('owner');
    expect(text()).toContain('Nora answers in every channel and in direct messages.');
  });

  it('says when the employee of a channel has left or does not work', async () => {
    await show('owner', {}, [SALES], [agentView()]);
    expect(text()).toContain('Has left, so Nora answers');
    fixture.destroy();
    TestBed.resetTestingModule();
    await show('owner', {}, [SALES], [agentView(), { ...BEN, status: 'paused', is_active: false }]);
    expect(text()).toContain('Does not work at the moment');
  });

  it('lets somebody else answer in a channel that is searched for', async () => {
    await show('owner');
    const say = jest.spyOn(TestBed.inject(Messages), 'say').mockResolvedValue();
    await (await button(/Choose for a channel/)).click();
    await settle();
    answer('GET', `${CHANNELS}/connection-1/destinations`, {
      items: [{ id: 'C0SALES', name: 'sales', is_private: false, is_member: false }],
      next_cursor: null,
    });
    await settle();
    element().querySelector<HTMLInputElement>('app-assign-channel-form input[type=radio]')?.click();
    await settle();
    await (await button(/Let Ben answer there/)).click();
    const request = TestBed.inject(HttpTestingController).expectOne({ method: 'PUT', url: ASSIGNMENTS });
    expect(request.request.body).toEqual({ channel_id: 'C0SALES', agent_id: BEN.id });
    request.flush(SALES);
    await settle();
    await answerPage({}, [SALES]);
    expect(say).toHaveBeenCalledWith('Ben answers in #sales now.');
    expect(text()).toContain('Ben, Sales');
  });

  it('asks Slack for the channels that match what is typed', async () => {
    await show('owner');
    await (await button(/Choose for a channel/)).click();
    await settle();
    const destinations = `${CHANNELS}/connection-1/destinations`;
    answer('GET', destinations, { items: [], next_cursor: null });
    const search = element().querySelector<HTMLInputElement>('input[type=search]');
    if (search) search.value = 'sal';
    search?.dispatchEvent(new Event('input'));
    await new Promise((resolve) => setTimeout(resolve, 300));
    TestBed.inject(HttpTestingController)
      .expectOne((request) => request.url === destinations && request.params.get('search') === 'sal')
      .flush({ items: [], next_cursor: null });
    await settle();
    expect(text()).toContain('Nothing in Velo Team matches “sal”');
  });

  it('gives a channel back and offers to undo it', async () => {
    await show('owner', {}, [SALES]);
    const offerUndo = jest.spyOn(TestBed.inject(Messages), 'offerUndo').mockResolvedValue();
    element().querySelector<HTMLButtonElement>('[aria-label="Remove the choice for #sales"]')?.click();
    answer('DELETE', `${ASSIGNMENTS}/C0SALES`, null, { status: 204 });
    await settle();
    await answerPage();
    expect(offerUndo).toHaveBeenCalledWith('Nora answers in #sales now.', expect.any(Function));
    expect(text()).not.toContain('#sales');
  });

  it('says in words what the app may not do yet, and leads to the same workspace in Slack', async () => {
    await show('owner', {
      missing_scopes: ['chat:write.customize'],
      missing_permissions: ['show the name and picture of each employee beside what it writes'],
    });
    const start = jest.spyOn(TestBed.inject(SlackConnect), 'start').mockResolvedValue();
    expect(text()).toContain('show the name and picture of each employee');
    expect(text()).not.toContain('chat:write.customize');
    await (await button(/Allow in Slack/)).click();
    expect(start).toHaveBeenCalledWith('T0VELO');
  });

  it('shows nothing of permissions when all are granted', async () => {
    await show('owner');
    expect(text()).not.toContain('permissions');
  });

  describe('with a WhatsApp number', () => {
    const NUMBER = {
      kind: 'whatsapp',
      workspace_name: 'Velo Care',
      workspace_id: '106540352242922',
      phone_number: '+1 555 078 3881',
      quality_rating: 'YELLOW',
    } as const;

    async function showNumber(role: Role): Promise<void> {
      TestBed.configureTestingModule({ providers: providePortalTesting() });
      openTenant(role);
      fixture = TestBed.createComponent(ChannelsPage);
      answer('GET', CHANNELS, { items: [connectionView(NUMBER)], next_cursor: null });
      answer('GET', `/api/portal/tenants/${TENANT_ID}/agents`, { items: [agentView(), BEN], next_cursor: null });
      await settle();
    }

    it('asks Meta when somebody wants to know, and shows the fix beside what is wrong', async () => {
      await showNumber('owner');
      for (const words of ['+1 555 078 3881', 'Quality rating', 'Medium']) expect(text()).toContain(words);
      await (await button(/Check with Meta/)).click();
      const request = TestBed.inject(HttpTestingController).expectOne('/api/portal/channels/whatsapp/checks');
      expect(request.request.body).toMatchObject({ connection_id: 'connection-1', tenant_id: TENANT_ID });
      request.flush({ checks: [whatsappCheck({ check: 'token', status: 'failed', fix: 'Generate a new token.' })] });
      await settle();
      expect(text()).toContain('Generate a new token.');
    });

    it('lists the templates with what can be sent', async () => {
      await showNumber('viewer');
      await (await button(/Show templates/)).click();
      answer('GET', `${CHANNELS}/connection-1/templates`, {
        items: [
          {
            id: '1',
            name: 'hello_world',
            language: 'en_US',
            category: 'UTILITY',
            status: 'APPROVED',
            body: 'Welcome!',
          },
          { id: '2', name: 'sale', language: 'en_US', category: 'MARKETING', status: 'PAUSED', body: '20% off' },
        ],
      });
      await settle();
      for (const words of ['hello_world', 'Approved', 'Welcome!', 'Paused']) expect(text()).toContain(words);
      expect(text()).not.toContain('Check with Meta');
    });

    it('reconnects with the id of the number in place', async () => {
      await showNumber('owner');
      await (await button(/^Reconnect/)).click();
      await settle();
      expect(text()).toContain('Reconnect Velo Care');
      const values = [...element().querySelectorAll<HTMLInputElement>('app-whatsapp-connect-form input')];
      expect(values.map(({ value }) => value)).toContain('106540352242922');
    });
  });

  it('lets viewers look without changing anything', async () => {
    await show(
      'viewer',
      { missing_scopes: ['im:write'], missing_permissions: ['open a direct message with a person'] },
      [SALES],
    );
    expect(text()).toContain('Ben, Sales');
    expect(element().querySelectorAll('button')).toHaveLength(0);
  });

  it('shows how to come from the sandbox to a real workspace', async () => {
    await show('owner');
    expect(text()).not.toContain('Use a real Slack workspace');
    answer('GET', '/api/portal/system', {
      version: '1.0.0',
      environment: 'development',
      sandbox: { url: 'http://localhost:3001', slack: true, whatsapp: true, stripe: true, model: true },
    });
    await settle();
    await (await button(/Use a real Slack workspace/)).click();
    expect(text()).toContain('Create the Slack app of this installation');
    TestBed.inject(HttpTestingController).expectOne(({ url }) => url.endsWith('/slack/manifest'));
  });

  it('shows how to create the Slack app where this installation has none', async () => {
    await show('owner', { status: 'disconnected' });
    await (await button(/Reconnect/)).click();
    const install = TestBed.inject(HttpTestingController).expectOne(({ url }) => url.endsWith('/slack/install'));
    expect(install.request.params.get('team')).toBe('T0VELO');
    install.flush(
      { code: 'slack_not_configured', title: 'Slack is not set up', detail: 'Set SLACK_CLIENT_ID.' },
      { status: 503, statusText: '503' },
    );
    await settle();
    expect(text()).toContain('Create the Slack app of this installation');
    TestBed.inject(HttpTestingController).expectOne(({ url }) => url.endsWith('/slack/manifest'));
  });
});
